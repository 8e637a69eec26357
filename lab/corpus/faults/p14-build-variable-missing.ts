import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { fetchScript, skeleton, teas } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P14',
  title: 'The API base was undefined at build time',
  truth: 'stuck',
  cause: /undefined\/teas/,
  routes: () => ({ '': html(appPage({ inside: skeleton })), 'app.js': script(fetchScript('undefined/teas')), teas }),
};
