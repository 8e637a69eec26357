import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { renderScript } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P16',
  title: 'The Content-Security-Policy names another script host',
  truth: 'white',
  cause: /app\.js.*Content-Security-Policy/,
  routes: () => ({
    '': html(appPage(), { 'content-security-policy': "script-src https://static.heron.example; style-src 'unsafe-inline'" }),
    'app.js': script(renderScript),
  }),
};
