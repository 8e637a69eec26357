import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P8',
  title: 'A module of the last build lacks an export that the new one imports',
  truth: 'white',
  cause: /does not provide an export named/,
  routes: () => ({
    '': html(appPage()),
    'app.js': script("import { renderPage } from './view.js';\nrenderPage();"),
    'view.js': script('export const render = () => {};'),
  }),
};
