import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H7',
  title: 'Search page with nothing but its field',
  truth: 'healthy',
  routes: () => ({ '': html(teaPage({ styles: 'input{display:block;width:480px;height:40px;margin:40vh auto}', body: '<input type="search" aria-label="Search">' })) }),
};
