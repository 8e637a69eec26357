import { answer } from '../../answer.ts';
import type { CorpusPage } from '../corpus-page.ts';

export const page: CorpusPage = {
  id: 'P30b',
  title: "The proxy's own 502 page",
  truth: 'wrong',
  cause: /answered 502/,
  reads: /Bad Gateway/,
  routes: () => ({ '': answer(502, 'text/html', '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>') }),
};
