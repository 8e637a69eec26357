import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H0',
  title: 'The plain page that others are variants of',
  truth: 'healthy',
  reads: /Darjeeling/,
  routes: () => ({ '': html(teaPage()) }),
};
