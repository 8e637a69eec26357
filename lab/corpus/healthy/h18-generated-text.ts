import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H18',
  title: 'All text comes from CSS',
  truth: 'healthy',
  routes: () => ({ '': html(teaPage({ styles: 'body{margin:4rem;font:2rem sans-serif}body::before{content:"The tea house opens again at ten."}', body: '' })) }),
};
