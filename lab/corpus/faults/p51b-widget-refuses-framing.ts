import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P51b',
  title: 'A booking widget in the page refuses to be framed',
  truth: 'minor',
  cause: /widget\.html|localhost|X-Frame-Options|frame-ancestors/,
  reads: /Darjeeling/,
  routes: (site) => ({ '': html(teaPage({ end: `<main><iframe src="${site.foreign}widget.html" width="400" height="160"></iframe></main>` })) }),
  foreign: () => ({ 'widget.html': html(teaPage(), { 'content-security-policy': "frame-ancestors 'none'" }) }),
};
