import type { CorpusPage } from '../corpus-page.ts';
import { cutShort, html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P23b',
  title: 'The connection ends before the body of the document',
  truth: 'white',
  cause: /ERR_CONTENT_LENGTH_MISMATCH|document .*(failed|cut|incomplete)/,
  routes: () => ({ '': cutShort(html(teaPage()), 120) }),
};
