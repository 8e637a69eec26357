import type { CorpusPage } from '../corpus-page.ts';
import { delayed, html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H11b',
  title: 'Slow but fine: the document takes four seconds to come',
  truth: 'healthy',
  reads: /Darjeeling/,
  settlesMs: 4800,
  routes: () => ({ '': delayed(4000, html(teaPage())) }),
};
