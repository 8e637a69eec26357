import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { renderScript } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

/** The first visit comes from the network; from the second on the worker answers with a document whose script is gone. */
export const page: CorpusPage = {
  id: 'P11',
  title: 'A service worker serves a stale document to returning visitors',
  truth: 'white',
  cause: /app-old\.js/,
  visits: 'returning',
  routes: () => ({
    '': html(appPage({ end: '<script type="module" src="app-new.js"></script>' })),
    'app-new.js': script(`${renderScript}\nnavigator.serviceWorker.register('sw.js');`),
    'shell.html': html(appPage({ end: '<script type="module" src="app-old.js"></script>' })),
    'sw.js': script(`addEventListener('install', (event) => event.waitUntil(caches.open('p11').then((cache) => cache.add('shell.html'))));
addEventListener('fetch', (event) => {
  if (event.request.mode === 'navigate') event.respondWith(caches.match('shell.html'));
});`),
  }),
};
