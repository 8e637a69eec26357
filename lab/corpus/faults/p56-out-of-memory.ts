import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { appPage } from '../parts/tea-page.ts';

/** An array that outgrows what the engine can hold ends the process at once, before the machine feels it. */
export const page: CorpusPage = {
  id: 'P56',
  title: 'The renderer runs out of memory',
  truth: 'white',
  cause: /crashed the tab/,
  settlesMs: 3000,
  routes: () => ({ '': html(appPage()), 'app.js': script("setTimeout(() => 'tea'.repeat(2 ** 26).split(''), 300);") }),
};
