import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

/** The headless shell leaves the frame bare; a full browser draws its sad face there. */
export const page: CorpusPage = {
  id: 'P51',
  title: 'The page is a frame of another site, which refuses to be framed',
  truth: 'white',
  cause: /framed\.html|X-Frame-Options|ERR_BLOCKED_BY_RESPONSE/,
  routes: (site) => ({ '': html(teaPage({ styles: 'body{margin:0}iframe{width:100vw;height:100vh;border:0}', body: `<iframe src="${site.foreign}framed.html"></iframe>` })) }),
  foreign: () => ({ 'framed.html': html(teaPage(), { 'x-frame-options': 'DENY' }) }),
};
