import { json } from '../../answer.ts';
import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { fetchScript } from '../parts/tea-app.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P43c',
  title: 'The API answers 503, and the page apologises in place of its list',
  truth: 'wrong',
  cause: /teas answered 503/,
  reads: /could not be loaded/,
  routes: () => ({
    '': html(teaPage({ end: '<p id="app"></p><script type="module" src="app.js"></script>' })),
    'app.js': script(fetchScript('teas', "document.querySelector('#app').textContent = 'The list of teas could not be loaded.'")),
    teas: json(503, { error: 'unavailable' }),
  }),
};
