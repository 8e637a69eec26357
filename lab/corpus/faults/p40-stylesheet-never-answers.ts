import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P40',
  title: 'A stylesheet in the head never answers',
  truth: 'white',
  cause: /tea\.css never answered/,
  routes: () => ({ '': html(teaPage({ styles: '', head: '<link rel="stylesheet" href="tea.css">' })), 'tea.css': 'never' }),
};
