import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H15',
  title: 'Nothing but a frame of another site',
  truth: 'healthy',
  reads: /Darjeeling/,
  routes: (site) => ({ '': html(teaPage({ styles: 'body{margin:0}iframe{width:100vw;height:100vh;border:0}', body: `<iframe src="${site.foreign}inner.html"></iframe>` })) }),
  foreign: () => ({ 'inner.html': html(teaPage()) }),
};
