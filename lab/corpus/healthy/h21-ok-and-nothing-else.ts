import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';

export const page: CorpusPage = {
  id: 'H21',
  title: 'The word OK and nothing else',
  truth: 'healthy',
  reads: /^\s*OK\s*$/,
  routes: () => ({ '': html('<!doctype html><title>Status</title>OK') }),
};
