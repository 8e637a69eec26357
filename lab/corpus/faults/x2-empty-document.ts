import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';

export const page: CorpusPage = {
  id: 'X2',
  title: 'Status 200 and not one byte',
  truth: 'white',
  cause: /White screen/,
  routes: () => ({ '': html('') }),
};
