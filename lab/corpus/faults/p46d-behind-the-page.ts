import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage, teaStory, teaStyles } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P46d',
  title: 'A negative z-index puts the content behind its own background',
  truth: 'white',
  cause: /characters exist in the page, none visible/,
  routes: () => ({ '': html(teaPage({ styles: `${teaStyles}html{background:#fff}#page{position:relative;z-index:0;background:#f3f0e8;min-height:100vh}#app{position:relative;z-index:-1}#cover{position:absolute;inset:0;background:#f3f0e8}`, body: `<div id="page"><div id="app">${teaStory}</div><div id="cover"></div></div>` })) }),
};
