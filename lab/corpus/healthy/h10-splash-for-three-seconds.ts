import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { renderScript } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H10',
  title: 'White for three seconds by design, then the app',
  truth: 'healthy',
  reads: /Darjeeling/,
  settlesMs: 3600,
  routes: () => ({ '': html(appPage()), 'app.js': script(`setTimeout(() => { ${renderScript} }, 3000);`) }),
};
