import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P50',
  title: 'The fallback page answers for the icon font: boxes in place of icons',
  truth: 'minor',
  cause: /icons\.woff2/,
  reads: /Darjeeling/,
  routes: () => ({
    '': html(teaPage({ head: '<style>@font-face{font-family:icons;src:url(icons.woff2)}i{font:normal 32px icons}</style>', end: '<main><i>\uE001</i> <i>\uE002</i></main>' })),
    '*': html(teaPage()),
  }),
};
