import type { CorpusPage } from '../corpus-page.ts';
import { delayed, html, script } from '../parts/answers.ts';
import { fetchScript, teas } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H9c',
  title: 'A splash with the logo for four seconds, then the content',
  truth: 'healthy',
  reads: /Gyokuro/,
  settlesMs: 4600,
  routes: () => ({
    '': html(appPage({ inside: '<svg width="120" height="120" style="display:block;margin:35vh auto"><circle cx="60" cy="60" r="50" fill="#0b5d43"/></svg>' })),
    'app.js': script(fetchScript('teas')),
    teas: delayed(4000, teas),
  }),
};
