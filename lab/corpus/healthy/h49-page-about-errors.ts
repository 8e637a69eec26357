import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H49',
  title: 'A help page that speaks of errors, loading and 404',
  truth: 'healthy',
  reads: /404 Not Found/,
  routes: () => ({
    '': html(teaPage({ body: `<main><h1>When something went wrong</h1><p>If you see "404 Not Found" or "Internal Server Error" while the page is loading, wait a minute and try again.
Our status page tells whether the shop is down, and the support answers every day until eight in the evening.</p><button>Write to the support</button></main>` })),
  }),
};
