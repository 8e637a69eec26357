import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { spinner } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P5b',
  title: 'The chunk of the route is gone, and its spinner stays',
  truth: 'stuck',
  cause: /route-4ac1\.js/,
  routes: () => ({ '': html(appPage({ inside: spinner })), 'app.js': script("import('./route-4ac1.js').then(({ render }) => render()).catch(() => {});") }),
};
