import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P5',
  title: 'The chunk of the route is gone',
  truth: 'white',
  cause: /route-4ac1\.js/,
  routes: () => ({ '': html(appPage()), 'app.js': script("const { render } = await import('./route-4ac1.js'); render();") }),
};
