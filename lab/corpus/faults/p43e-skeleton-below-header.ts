import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { fetchScript, skeleton } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

/** The frame of the page reads well; what people come for never arrives. */
export const page: CorpusPage = {
  id: 'P43e',
  title: 'Header and footer stand, the content between them stays a skeleton',
  truth: 'wrong',
  cause: /teas (never answered|had no answer)/,
  reads: /Tasting rooms/,
  routes: () => ({
    '': html(appPage({ inside: `<header><a href="#">Tasting rooms</a></header>${skeleton}<footer>Heron Tea House, Old Harbour 3</footer>` })),
    'app.js': script(fetchScript('teas')),
    teas: 'never',
  }),
};
