import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { renderScript } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P13',
  title: 'Built for the root, deployed below a path',
  truth: 'white',
  cause: /\/assets\/app\.js answered 404/,
  routes: () => ({ '': html(appPage({ end: '<script type="module" src="/assets/app.js"></script>' })), 'assets/app.js': script(renderScript) }),
};
