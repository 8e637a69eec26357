import type { CorpusPage } from '../corpus-page.ts';
import { css, html } from '../parts/answers.ts';
import { teaPage, teaStyles } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P16b',
  title: 'The Content-Security-Policy blocks the own stylesheet',
  truth: 'wrong',
  cause: /tea\.css.*Content-Security-Policy/,
  reads: /Darjeeling/,
  routes: () => ({
    '': html(teaPage({ styles: '', head: '<link rel="stylesheet" href="tea.css">' }), { 'content-security-policy': "style-src https://static.heron.example" }),
    'tea.css': css(teaStyles),
  }),
};
