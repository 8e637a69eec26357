import { answer } from '../../answer.ts';
import type { CorpusPage } from '../corpus-page.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P24',
  title: 'The document is typed text/plain, so that its source is shown',
  truth: 'wrong',
  cause: /came as text\/plain/,
  reads: /<!doctype html>/,
  routes: () => ({ '': answer(200, 'text/plain; charset=utf-8', teaPage()) }),
};
