import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P49b',
  title: 'The dark theme lost its text colour',
  truth: 'white',
  cause: /characters exist in the page, none visible/,
  routes: () => ({ '': html(teaPage({ styles: 'body,a,h1,button{color:#15181d!important}body,button{background:#101418;border:0}' })) }),
};
