import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H55',
  title: 'Reviews below the story still say Loading',
  truth: 'healthy',
  reads: /Loading reviews/,
  routes: () => ({ '': html(teaPage({ end: '<main><p>Loading reviews…</p></main>' })) }),
};
