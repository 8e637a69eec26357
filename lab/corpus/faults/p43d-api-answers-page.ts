import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { fetchScript, skeleton } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P43d',
  title: 'The fallback page answers in place of the API, and the skeleton stays',
  truth: 'stuck',
  cause: /teas (came as text\/html|answered a web page)/,
  routes: () => ({ '': html(appPage({ inside: skeleton })), 'app.js': script(fetchScript('teas', 'void error')), '*': html(appPage()) }),
};
