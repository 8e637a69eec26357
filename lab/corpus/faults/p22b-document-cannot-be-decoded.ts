import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P22b',
  title: 'The document says that it is gzip and is not',
  truth: 'white',
  cause: /ERR_CONTENT_DECODING_FAILED/,
  routes: () => ({ '': html(teaPage(), { 'content-encoding': 'gzip' }) }),
};
