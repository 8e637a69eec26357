import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P36',
  title: 'A provider is missing, and the start-up only logs it',
  truth: 'white',
  cause: /NullInjectorError/,
  routes: () => ({
    '': html(appPage()),
    'app.js': script("Promise.reject(new Error('NullInjectorError: No provider for TeaService!')).catch((error) => console.error(error));"),
  }),
};
