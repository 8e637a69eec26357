import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';

export const page: CorpusPage = {
  id: 'P29',
  title: 'One line of error text with status 200',
  truth: 'wrong',
  cause: /Internal Server Error/,
  reads: /Internal Server Error/,
  routes: () => ({ '': html('Internal Server Error') }),
};
