import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H19',
  title: 'Text directly in the body',
  truth: 'healthy',
  reads: /reopen/,
  routes: () => ({ '': html(teaPage({ styles: '', body: 'We reopen on Monday at ten. Until then our partners in the harbour serve you.' })) }),
};
