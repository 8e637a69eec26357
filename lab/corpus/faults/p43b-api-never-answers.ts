import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { fetchScript, skeleton } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P43b',
  title: 'The API never answers, and the skeleton stays',
  truth: 'stuck',
  cause: /teas (never answered|had no answer)/,
  routes: () => ({ '': html(appPage({ inside: skeleton })), 'app.js': script(fetchScript('teas')), teas: 'never' }),
};
