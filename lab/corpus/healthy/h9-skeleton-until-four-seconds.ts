import type { CorpusPage } from '../corpus-page.ts';
import { delayed, html, script } from '../parts/answers.ts';
import { fetchScript, skeleton, teas } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H9',
  title: 'A skeleton that gives way at four seconds',
  truth: 'healthy',
  reads: /Gyokuro/,
  settlesMs: 4600,
  routes: () => ({ '': html(appPage({ inside: skeleton })), 'app.js': script(fetchScript('teas')), teas: delayed(4000, teas) }),
};
