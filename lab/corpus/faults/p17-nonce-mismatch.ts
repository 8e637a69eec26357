import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { renderScript } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P17',
  title: 'The nonce of the inline configuration is not that of the policy',
  truth: 'white',
  cause: /inline script was blocked|undefined/,
  routes: () => ({
    '': html(appPage({ head: '<script nonce="stale">window.config = { tea: "green" };</script>', end: '<script nonce="fresh" src="app.js"></script>' }), {
      'content-security-policy': "script-src 'nonce-fresh'",
    }),
    'app.js': script(`document.title = config.tea;\n${renderScript}`),
  }),
};
