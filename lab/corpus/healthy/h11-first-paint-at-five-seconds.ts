import type { CorpusPage } from '../corpus-page.ts';
import { delayed, html, script } from '../parts/answers.ts';
import { renderScript } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H11',
  title: 'Slow but fine: the script takes five seconds to come',
  truth: 'healthy',
  reads: /Darjeeling/,
  settlesMs: 5800,
  routes: () => ({ '': html(appPage()), 'app.js': delayed(5000, script(renderScript)) }),
};
