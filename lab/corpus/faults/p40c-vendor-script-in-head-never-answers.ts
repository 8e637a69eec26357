import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P40c',
  title: "A vendor's blocking script in the head never answers",
  truth: 'white',
  cause: /tag\.js never answered/,
  routes: (site) => ({ '': html(teaPage({ head: `<script src="${site.foreign}tag.js"></script>` })) }),
  foreign: () => ({ 'tag.js': 'never' }),
};
