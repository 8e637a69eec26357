import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { renderScript } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P1',
  title: 'The HTML names an entry script that is not deployed',
  truth: 'white',
  cause: /script .*app-8f2c1d\.js answered 404/,
  routes: () => ({ '': html(appPage({ end: '<script type="module" src="app-8f2c1d.js"></script>' })), 'app-77ab03.js': script(renderScript) }),
};
