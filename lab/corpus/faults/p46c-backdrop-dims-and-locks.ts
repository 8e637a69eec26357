import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

/** Everything can be read and nothing can be clicked. */
export const page: CorpusPage = {
  id: 'P46c',
  title: 'A dim backdrop without its dialog locks the page',
  truth: 'wrong',
  cause: /backdrop|overlay|covered/,
  reads: /Darjeeling/,
  routes: (site) => ({
    '': html(teaPage({ end: `<div id="backdrop" style="position:fixed;inset:0;z-index:99;background:rgb(0 0 0/.6)"></div><script async src="${site.foreign}consent.js"></script>` })),
  }),
};
