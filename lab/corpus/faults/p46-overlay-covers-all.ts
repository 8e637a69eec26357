import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P46',
  title: 'An orphaned overlay in the colour of the page lies over everything',
  truth: 'white',
  cause: /characters exist in the page, none visible/,
  routes: () => ({ '': html(teaPage({ end: '<div id="overlay" style="position:fixed;inset:0;z-index:9999;background:#fff"></div>' })) }),
};
