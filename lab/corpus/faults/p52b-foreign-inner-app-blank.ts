import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { appPage, teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P52b',
  title: 'The inner app, of another site, misses its entry script',
  truth: 'white',
  cause: /inner\.js|localhost/,
  routes: (site) => ({ '': html(teaPage({ styles: 'body{margin:0}iframe{width:100vw;height:100vh;border:0}', body: `<iframe src="${site.foreign}inner.html"></iframe>` })) }),
  foreign: () => ({ 'inner.html': html(appPage({ end: '<script type="module" src="inner.js"></script>' })) }),
};
