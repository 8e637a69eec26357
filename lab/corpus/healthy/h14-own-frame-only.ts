import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H14',
  title: 'Nothing but a frame of the same origin',
  truth: 'healthy',
  reads: /Darjeeling/,
  routes: () => ({
    '': html(teaPage({ styles: 'body{margin:0}iframe{width:100vw;height:100vh;border:0}', body: '<iframe src="inner.html"></iframe>' })),
    'inner.html': html(teaPage()),
  }),
};
