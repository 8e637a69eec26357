import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { fetchScript } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'X8',
  title: 'The splash with the logo never goes: the app behind it waits for its API',
  truth: 'stuck',
  cause: /teas (never answered|had no answer)/,
  routes: () => ({
    '': html(appPage({ inside: '<svg width="120" height="120" style="display:block;margin:35vh auto"><circle cx="60" cy="60" r="50" fill="#0b5d43"/><path d="M30 60h60" stroke="#fff" stroke-width="8"/></svg>' })),
    'app.js': script(fetchScript('teas')),
    teas: 'never',
  }),
};
