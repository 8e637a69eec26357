import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'X1',
  title: 'A late document.write of a tag wipes the page',
  truth: 'white',
  cause: /White screen/,
  settlesMs: 1500,
  routes: () => ({ '': html(teaPage({ end: '<script>setTimeout(() => { document.write("<i></i>"); document.close(); }, 500)</script>' })) }),
};
