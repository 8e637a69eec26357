import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P29d',
  title: "The app's own not-found page with status 200",
  truth: 'wrong',
  cause: /not found|404/i,
  reads: /Page not found/,
  routes: () => ({ '': html(appPage()), 'app.js': script("document.querySelector('#app').innerHTML = '<main><h1>404</h1><p>Page not found</p><a href=\"/\">Home</a></main>';") }),
};
