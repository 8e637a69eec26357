import { answer } from '../../answer.ts';
import type { CorpusPage } from '../corpus-page.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P24b',
  title: 'The document is typed application/octet-stream, so that it is downloaded',
  truth: 'white',
  cause: /download|octet-stream/,
  routes: () => ({ '': answer(200, 'application/octet-stream', teaPage()) }),
};
