import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';

export const page: CorpusPage = {
  id: 'P29b',
  title: 'A listing of the folder in place of the page',
  truth: 'wrong',
  cause: /Index of/,
  reads: /Index of/,
  routes: (site) => ({
    '': html(`<html><head><title>Index of ${new URL(site.own).pathname}</title></head><body><h1>Index of ${new URL(site.own).pathname}</h1>
<hr><pre><a href="../">../</a>\n<a href="assets/">assets/</a>            24-Nov-2026 03:12       -\n</pre><hr></body></html>`),
  }),
};
