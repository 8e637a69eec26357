import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P8b',
  title: 'A vendor script of the last build lacks a function',
  truth: 'white',
  cause: /tea\.mount is not a function/,
  routes: () => ({
    '': html(appPage({ end: '<script src="vendor.js"></script><script src="app.js"></script>' })),
    'vendor.js': script('window.tea = { attach() {} };'),
    'app.js': script("tea.mount('#app');"),
  }),
};
