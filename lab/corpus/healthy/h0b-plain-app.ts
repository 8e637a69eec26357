import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { fetchScript, skeleton, teas } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H0b',
  title: 'The plain app that others are variants of',
  truth: 'healthy',
  reads: /Gyokuro/,
  routes: () => ({ '': html(appPage({ inside: skeleton })), 'app.js': script(fetchScript('teas')), teas }),
};
