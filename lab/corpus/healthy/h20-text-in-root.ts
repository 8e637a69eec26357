import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H20',
  title: 'Text directly in the root element of the app',
  truth: 'healthy',
  reads: /reopen/,
  routes: () => ({ '': html(appPage()), 'app.js': script("document.querySelector('#app').textContent = 'We reopen on Monday at ten.';") }),
};
