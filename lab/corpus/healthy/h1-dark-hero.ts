import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H1',
  title: 'Dark full-screen hero with one heading',
  truth: 'healthy',
  reads: /Night tea/,
  routes: () => ({ '': html(teaPage({ styles: 'body{margin:0;height:100vh;background:#101418;color:#ccc;display:grid;place-items:center}', body: '<h1>Night tea</h1>' })) }),
};
