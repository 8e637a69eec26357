import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { renderScript } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H50',
  title: 'A service worker that serves returning visitors well',
  truth: 'healthy',
  reads: /Darjeeling/,
  routes: () => ({
    '': html(appPage()),
    'app.js': script(`${renderScript}\nnavigator.serviceWorker.register('sw.js');`),
    'sw.js': script("addEventListener('fetch', (event) => event.respondWith(fetch(event.request)));"),
  }),
};
