import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage, teaStyles } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H53',
  title: 'Dark theme, light theme: the page follows the colour scheme',
  truth: 'healthy',
  reads: /Darjeeling/,
  routes: () => ({ '': html(teaPage({ styles: `${teaStyles}@media (prefers-color-scheme:dark){body{color:#ddd;background:#111}}` })) }),
};
