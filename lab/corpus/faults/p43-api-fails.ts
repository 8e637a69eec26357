import { json } from '../../answer.ts';
import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { fetchScript, skeleton } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P43',
  title: 'The API answers 500, and the skeleton stays',
  truth: 'stuck',
  cause: /teas answered 500/,
  routes: () => ({ '': html(appPage({ inside: skeleton })), 'app.js': script(fetchScript('teas', 'void error')), teas: json(500, { error: 'database' }) }),
};
