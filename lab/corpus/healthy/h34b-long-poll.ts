import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H34b',
  title: 'A long poll that is answered when there is news',
  truth: 'healthy',
  reads: /Darjeeling/,
  routes: () => ({ '': html(teaPage({ end: "<script>fetch('news')</script>" })), news: 'never' }),
};
