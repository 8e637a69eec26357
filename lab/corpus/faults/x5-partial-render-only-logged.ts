import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'X5',
  title: 'A component fails to render, the framework only logs it',
  truth: 'minor',
  cause: /Unhandled error during execution of render function/,
  reads: /Darjeeling/,
  routes: () => ({ '': html(teaPage({ end: "<script>console.error('[Vue warn]: Unhandled error during execution of render function at <TeaPrice>')</script>" })) }),
};
