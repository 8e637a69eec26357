import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { renderScript } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P9',
  title: 'The CDN kept the old document for / and has the new one for /index.html',
  truth: 'white',
  cause: /app-old\.js answered 404/,
  routes: () => ({
    '': html(appPage({ end: '<script type="module" src="app-old.js"></script>' }), { age: '86020' }),
    'index.html': html(appPage({ end: '<script type="module" src="app-new.js"></script>' })),
    'app-new.js': script(renderScript),
  }),
};
