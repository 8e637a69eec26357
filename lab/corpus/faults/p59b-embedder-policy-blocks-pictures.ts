import { answer } from '../../answer.ts';
import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P59b',
  title: 'A new embedder policy (COEP) blocks the pictures of the asset host',
  truth: 'minor',
  cause: /localhost|cup\.svg/,
  reads: /Darjeeling/,
  routes: (site) => ({ '': html(teaPage({ end: `<main><img src="${site.foreign}cup.svg" width="200" height="150" alt=""></main>` }), { 'cross-origin-embedder-policy': 'require-corp' }) }),
  foreign: () => ({ 'cup.svg': answer(200, 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="150"><circle cx="90" cy="70" r="60" fill="#0b5d43"/></svg>') }),
};
