import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P6',
  title: 'A webpack chunk is gone: ChunkLoadError',
  truth: 'white',
  cause: /chunks\/417\.js/,
  routes: () => ({
    '': html(appPage({ end: '<script src="main.js"></script>' })),
    'main.js': script(`const tag = document.createElement('script');
tag.src = 'chunks/417.js';
new Promise((resolve, reject) => {
  tag.onload = resolve;
  tag.onerror = () => reject(Object.assign(new Error('Loading chunk 417 failed.'), { name: 'ChunkLoadError' }));
  document.head.append(tag);
}).then(() => render());`),
  }),
};
