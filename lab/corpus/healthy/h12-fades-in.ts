import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage, teaStyles } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H12',
  title: 'Everything fades in from opacity 0',
  truth: 'healthy',
  reads: /Darjeeling/,
  settlesMs: 2600,
  routes: () => ({ '': html(teaPage({ styles: `${teaStyles}body{opacity:0;animation:show 1s .8s forwards}@keyframes show{to{opacity:1}}` })) }),
};
