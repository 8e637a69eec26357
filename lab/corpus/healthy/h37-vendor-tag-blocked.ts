import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H37',
  title: "A vendor's tag cannot be loaded",
  truth: 'healthy',
  reads: /Darjeeling/,
  routes: (site) => ({ '': html(teaPage({ head: `<script async src="${site.foreign}tag.js"></script>` })) }),
};
