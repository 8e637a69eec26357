import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { renderScript } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P57b',
  title: 'Content first, then the thread freezes: to be read, not to be used',
  truth: 'wrong',
  cause: /froze/,
  settlesMs: 1500,
  routes: () => ({ '': html(appPage()), 'app.js': script(`${renderScript}\nsetTimeout(() => { for (;;); }, 1000);`) }),
};
