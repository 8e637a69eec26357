import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'X9',
  title: 'A broken login helper sends the visitor to about:blank',
  truth: 'white',
  cause: /about:blank|White screen/,
  settlesMs: 1500,
  routes: () => ({ '': html(teaPage({ end: "<script>setTimeout(() => { location.href = 'about:blank'; }, 400)</script>" })) }),
};
