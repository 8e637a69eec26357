import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage, teaStory, teaStyles } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P45d',
  title: 'The root of a page transition stays one window to the left',
  truth: 'white',
  cause: /characters exist in the page, none visible/,
  routes: () => ({ '': html(teaPage({ styles: `${teaStyles}body{overflow:hidden}#app{transform:translateX(-110vw)}`, body: `<div id="app">${teaStory}</div>` })) }),
};
