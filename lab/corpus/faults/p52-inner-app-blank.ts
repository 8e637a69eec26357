import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { appPage, teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P52',
  title: 'The inner app of a full-window frame misses its entry script',
  truth: 'white',
  cause: /inner\.js answered 404/,
  routes: () => ({
    '': html(teaPage({ styles: 'body{margin:0}iframe{width:100vw;height:100vh;border:0}', body: '<iframe src="inner.html"></iframe>' })),
    'inner.html': html(appPage({ end: '<script type="module" src="inner.js"></script>' })),
  }),
};
