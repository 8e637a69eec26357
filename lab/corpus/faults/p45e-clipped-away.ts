import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage, teaStory, teaStyles } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P45e',
  title: 'The reveal animation never runs, so that clip-path cuts everything',
  truth: 'white',
  cause: /characters exist in the page, none visible/,
  routes: () => ({ '': html(teaPage({ styles: `${teaStyles}#app{clip-path:inset(0 100% 0 0)}`, body: `<div id="app">${teaStory}</div>` })) }),
};
