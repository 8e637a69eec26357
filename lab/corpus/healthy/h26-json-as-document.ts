import { json } from '../../answer.ts';
import type { CorpusPage } from '../corpus-page.ts';

export const page: CorpusPage = {
  id: 'H26',
  title: 'The document is JSON, as declared',
  truth: 'healthy',
  document: () => ({ type: 'application/json' }),
  reads: /Gyokuro/,
  routes: () => ({ '': json(200, { teas: ['Gyokuro', 'Sencha'], open: true }) }),
};
