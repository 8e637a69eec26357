import { json } from '../../answer.ts';
import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H34',
  title: 'Polls twice a second, for ever',
  truth: 'healthy',
  reads: /Darjeeling/,
  routes: () => ({ '': html(teaPage({ end: "<script>setInterval(() => fetch('news'), 500)</script>" })), news: json(200, []) }),
};
