import type { CorpusPage } from '../corpus-page.ts';
import { css, html } from '../parts/answers.ts';
import { teaPage, teaStyles } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P19b',
  title: 'The CDN changed a stylesheet that has an integrity hash',
  truth: 'wrong',
  cause: /tea\.css was blocked by Subresource Integrity/,
  reads: /Darjeeling/,
  routes: () => ({
    '': html(teaPage({ styles: '', head: '<link rel="stylesheet" href="tea.css" integrity="sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC">' })),
    'tea.css': css(teaStyles),
  }),
};
