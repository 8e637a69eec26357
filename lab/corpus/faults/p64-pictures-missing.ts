import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P64',
  title: 'The pictures of the page are missing',
  truth: 'minor',
  cause: /cup-\d\.jpg/,
  reads: /Darjeeling/,
  routes: () => ({ '': html(teaPage({ end: '<main><img src="cup-1.jpg" width="240" height="160" alt="A cup"><img src="cup-2.jpg" width="240" height="160" alt="A pot"></main>' })) }),
};
