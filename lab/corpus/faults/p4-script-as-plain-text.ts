import { answer } from '../../answer.ts';
import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { renderScript } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P4',
  title: 'A classic script is typed text/plain, and sniffing is forbidden',
  truth: 'white',
  cause: /app\.js.*MIME|MIME.*app\.js/,
  routes: () => ({
    '': html(appPage({ end: '<script src="app.js"></script>' })),
    'app.js': answer(200, 'text/plain', renderScript, { 'x-content-type-options': 'nosniff' }),
  }),
};
