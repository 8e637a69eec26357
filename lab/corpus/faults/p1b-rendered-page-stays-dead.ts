import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

/** Rendered on the server, so it can be read; without its script no button does anything. */
export const page: CorpusPage = {
  id: 'P1b',
  title: 'The entry script of a server-rendered page is missing',
  truth: 'wrong',
  cause: /script .*app\.js answered 404/,
  reads: /Darjeeling/,
  routes: () => ({ '': html(teaPage({ end: '<script type="module" src="app.js"></script>' })) }),
};
