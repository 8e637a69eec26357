import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P49c',
  title: 'Gradient text without its gradient: everything is transparent, on a gradient',
  truth: 'white',
  cause: /characters exist in the page, none visible/,
  routes: () => ({ '': html(teaPage({ styles: 'html{min-height:100%;background:linear-gradient(#fdf6e3,#dfe9e4)}*{color:transparent!important;background-clip:text;border:0!important}button{background:none}a{text-decoration:none}' })) }),
};
