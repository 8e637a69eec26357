import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H10b',
  title: 'The content is there at once, below a white splash that fades after three seconds',
  truth: 'healthy',
  reads: /Darjeeling/,
  settlesMs: 3800,
  routes: () => ({ '': html(teaPage({ end: '<div style="position:fixed;inset:0;background:#fff;animation:go .4s 3s forwards"></div><style>@keyframes go{to{opacity:0;visibility:hidden}}</style>' })) }),
};
