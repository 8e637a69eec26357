import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H40',
  title: 'The favicon is missing',
  truth: 'healthy',
  reads: /Darjeeling/,
  routes: () => ({ '': html(teaPage({ head: '<link rel="icon" href="favicon.ico">' }).replace('<link rel="icon" href="/favicon.ico">', '')) }),
};
