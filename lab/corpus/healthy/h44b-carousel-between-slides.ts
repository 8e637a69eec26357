import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H44b',
  title: 'A full-window carousel whose slides cross-fade through white',
  truth: 'healthy',
  reads: /Spring teas/,
  routes: () => ({
    '': html(teaPage({ styles: 'body{margin:0}h1{position:absolute;inset:0;margin:0;display:grid;place-items:center;font-size:120px;animation:slide 4s infinite}h1+h1{animation-delay:2s;opacity:0}@keyframes slide{0%,45%{opacity:1}55%,90%{opacity:0}}', body: '<h1>Spring teas</h1><h1>Winter teas</h1>' })),
  }),
};
