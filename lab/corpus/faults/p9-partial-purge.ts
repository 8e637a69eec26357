import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { renderScript } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P9',
  title: 'The CDN kept the old document for / and has the new one for /index.html',
  truth: 'white',
  cause: /app-5d1c9e02\.js answered 404/,
  routes: () => ({
    '': html(appPage({ end: '<script type="module" src="app-5d1c9e02.js"></script>' }), { age: '86020' }),
    'index.html': html(appPage({ end: '<script type="module" src="app-77ab03c4.js"></script>' })),
    'app-77ab03c4.js': script(renderScript),
  }),
};
