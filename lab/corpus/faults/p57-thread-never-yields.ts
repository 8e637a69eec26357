import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P57',
  title: 'The entry script never ends',
  truth: 'white',
  cause: /froze|never painted/,
  routes: () => ({ '': html(appPage()), 'app.js': script('for (;;);') }),
};
