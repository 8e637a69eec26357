import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'X7',
  title: 'The page renders, and its console fills with hundreds of errors',
  truth: 'wrong',
  cause: /console errors \(/,
  reads: /Darjeeling/,
  routes: () => ({ '': html(teaPage({ end: "<script>for (let n = 0; n < 240; n++) console.error('price of tea ' + n + ' is NaN')</script>" })) }),
};
