import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage, teaStory, teaStyles } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P45i',
  title: 'The entry animation stays at its first frame: scale 0',
  truth: 'white',
  cause: /characters exist in the page, none visible/,
  routes: () => ({ '': html(teaPage({ styles: `${teaStyles}#app{transform:scale(0)}`, body: `<div id="app">${teaStory}</div>` })) }),
};
