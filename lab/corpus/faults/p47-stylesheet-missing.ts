import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P47',
  title: 'The stylesheet is missing',
  truth: 'wrong',
  cause: /tea\.css answered 404/,
  reads: /Darjeeling/,
  routes: () => ({ '': html(teaPage({ styles: '', head: '<link rel="stylesheet" href="tea.css">' })) }),
};
