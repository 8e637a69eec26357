import type { CorpusPage } from '../corpus-page.ts';
import { delayed, html, script } from '../parts/answers.ts';
import { fetchScript, teas } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H9b',
  title: 'The word Loading for four seconds, then the content',
  truth: 'healthy',
  reads: /Gyokuro/,
  settlesMs: 4600,
  routes: () => ({ '': html(appPage({ inside: '<p>Loading…</p>' })), 'app.js': script(fetchScript('teas')), teas: delayed(4000, teas) }),
};
