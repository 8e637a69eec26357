import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H23',
  title: 'Pale text on white',
  truth: 'healthy',
  reads: /nothing here yet/,
  routes: () => ({ '': html(teaPage({ styles: 'body{font:20px sans-serif;color:#bbb;padding:20vh 30vw}', body: 'There is nothing here yet. Your first order will show up in this place.' })) }),
};
