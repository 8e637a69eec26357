import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { renderScript } from '../parts/tea-app.ts';
import { teaPage } from '../parts/tea-page.ts';

/** Production builds say nothing about it. */
export const page: CorpusPage = {
  id: 'P35',
  title: 'The element to mount on was renamed',
  truth: 'white',
  cause: /White screen/,
  routes: () => ({ '': html(teaPage({ body: '<div id="root"></div>', end: '<script type="module" src="app.js"></script>' })), 'app.js': script(`if (document.querySelector('#app')) ${renderScript}`) }),
};
