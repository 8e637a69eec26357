import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { spinner } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P39',
  title: 'A tag that would remove the loader is missing: the word Loading, for ever',
  truth: 'stuck',
  cause: /start\.js|Loading/,
  reads: /^\s*Loading…?\s*$/,
  routes: (site) => ({ '': html(appPage({ inside: `${spinner}<p style="text-align:center">Loading…</p>`, end: `<script src="${site.foreign}start.js" defer></script>` })) }),
};
