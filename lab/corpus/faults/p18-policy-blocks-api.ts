import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { fetchScript, spinner, teas } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P18',
  title: 'The Content-Security-Policy forbids the API',
  truth: 'stuck',
  cause: /teas.*Content[- ]Security[- ]Policy|Content[- ]Security[- ]Policy.*teas/,
  routes: () => ({
    '': html(appPage({ inside: spinner }), { 'content-security-policy': "connect-src 'none'" }),
    'app.js': script(fetchScript('teas')),
    teas,
  }),
};
