import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { renderScript } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P31b',
  title: 'Content for two seconds, then white without a word',
  truth: 'white',
  cause: /White screen/,
  settlesMs: 2800,
  routes: () => ({ '': html(appPage()), 'app.js': script(`${renderScript}\nsetTimeout(() => document.querySelector('#app').replaceChildren(), 2000);`) }),
};
