import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { appPage, teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P52c',
  title: 'A portal with its menu around an inner app that stays blank',
  truth: 'wrong',
  cause: /inner\.js answered 404/,
  reads: /Portal/,
  routes: () => ({
    '': html(teaPage({ body: '<header><h1>Portal</h1><a href="#">Menu</a></header><iframe src="inner.html" width="1100" height="500"></iframe>' })),
    'inner.html': html(appPage({ end: '<script type="module" src="inner.js"></script>' })),
  }),
};
