import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage, teaStyles } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H54',
  title: 'A web font that never comes; the text shows in the fallback',
  truth: 'healthy',
  reads: /Darjeeling/,
  settlesMs: 3600,
  routes: () => ({ '': html(teaPage({ styles: `${teaStyles}@font-face{font-family:tea;src:url(tea.woff2)}body,h1,button{font-family:tea,sans-serif}` })), 'tea.woff2': 'never' }),
};
