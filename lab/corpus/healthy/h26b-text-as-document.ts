import { answer } from '../../answer.ts';
import type { CorpusPage } from '../corpus-page.ts';

export const page: CorpusPage = {
  id: 'H26b',
  title: 'The document is plain text, as declared',
  truth: 'healthy',
  document: () => ({ type: 'text/plain' }),
  reads: /Disallow/,
  routes: () => ({ '': answer(200, 'text/plain; charset=utf-8', 'User-agent: *\nDisallow: /cart\n') }),
};
