import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H37b',
  title: "A vendor's asynchronous tag never answers",
  truth: 'healthy',
  reads: /Darjeeling/,
  routes: (site) => ({ '': html(teaPage({ head: `<script async src="${site.foreign}tag.js"></script>` })) }),
  foreign: () => ({ 'tag.js': 'never' }),
};
