import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P48',
  title: 'The fallback page answers for the stylesheet',
  truth: 'wrong',
  cause: /tea\.css came as text\/html/,
  reads: /Darjeeling/,
  routes: () => ({ '*': html(teaPage({ styles: '', head: '<link rel="stylesheet" href="tea.css">' })) }),
};
