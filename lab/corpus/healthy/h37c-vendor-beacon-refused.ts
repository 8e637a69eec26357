import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H37c',
  title: "The policy refuses a vendor's beacon",
  truth: 'healthy',
  reads: /Darjeeling/,
  routes: (site) => ({ '': html(teaPage({ end: `<script>fetch('${site.foreign}hit', { method: 'POST' }).catch(() => {})</script>` }), { 'content-security-policy': "connect-src 'self'" }) }),
};
