import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage, teaStory, teaStyles } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P45g',
  title: 'content-visibility: hidden was meant for the inactive tab',
  truth: 'white',
  cause: /White screen/,
  routes: () => ({ '': html(teaPage({ styles: `${teaStyles}#app{content-visibility:hidden}`, body: `<div id="app">${teaStory}</div>` })) }),
};
