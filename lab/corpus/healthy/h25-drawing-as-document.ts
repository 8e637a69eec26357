import { answer } from '../../answer.ts';
import type { CorpusPage } from '../corpus-page.ts';

export const page: CorpusPage = {
  id: 'H25',
  title: 'The document is an SVG, as declared',
  truth: 'healthy',
  document: () => ({ type: 'image/svg+xml' }),
  routes: () => ({ '': answer(200, 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="400"><circle cx="200" cy="200" r="150" fill="#0b5d43"/><text x="400" y="200" font-size="40">Tea</text></svg>') }),
};
