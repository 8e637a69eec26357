import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage, teaStory, teaStyles } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P45c',
  title: 'The root has no height and clips what overflows',
  truth: 'white',
  cause: /#app has no height/,
  routes: () => ({ '': html(teaPage({ styles: `${teaStyles}#app{height:0;overflow:hidden}`, body: `<div id="app">${teaStory}</div>` })) }),
};
