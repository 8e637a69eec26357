import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H29',
  title: 'A countdown on one colour',
  truth: 'healthy',
  reads: /\d:\d\d/,
  routes: () => ({
    '': html(teaPage({ styles: 'body{margin:0;height:100vh;display:grid;place-items:center;font:120px monospace;background:#0b5d43;color:#fff}', body: '<div id="left">9:59</div>', end: "<script>let left = 599; setInterval(() => { left--; document.querySelector('#left').textContent = Math.floor(left / 60) + ':' + String(left % 60).padStart(2, '0'); }, 1000)</script>" })),
  }),
};
