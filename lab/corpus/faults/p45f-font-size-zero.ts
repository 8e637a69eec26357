import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P45f',
  title: 'A unit was lost: the font size of everything is zero',
  truth: 'white',
  cause: /characters exist in the page, none visible/,
  routes: () => ({ '': html(teaPage({ styles: 'body{margin:0}*{font-size:0!important;border:0!important;background:none!important}' })) }),
};
