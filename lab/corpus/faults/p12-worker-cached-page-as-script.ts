import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { renderScript } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P12',
  title: 'A service worker cached the fallback page under the name of the script',
  truth: 'white',
  cause: /app\.js came as text\/html/,
  visits: 'returning',
  routes: () => ({
    '': html(appPage()),
    'app.js': ({ query }) => (query.has('precache') ? html(appPage()) : script(`${renderScript}\nnavigator.serviceWorker.register('sw.js');`)),
    'sw.js': script(`addEventListener('install', (event) => event.waitUntil(
  caches.open('p12').then(async (cache) => cache.put('app.js', await fetch('app.js?precache')))));
addEventListener('fetch', (event) => {
  if (event.request.destination === 'script') event.respondWith(caches.match('app.js', { ignoreSearch: true }));
});`),
  }),
};
