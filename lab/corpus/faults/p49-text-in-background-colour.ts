import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P49',
  title: 'Text and background have one colour',
  truth: 'white',
  cause: /characters exist in the page, none visible/,
  routes: () => ({ '': html(teaPage({ styles: 'body,a,h1,button{color:var(--ink,#fff)!important}body,button{background:#fff;border:0}' })) }),
};
