import { answer } from '../../answer.ts';
import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'X3',
  title: 'The app never starts, on a background with a gradient',
  truth: 'white',
  cause: /app\.js answered 503/,
  routes: () => ({ '': html(appPage({ head: '<style>html{min-height:100%;background:linear-gradient(120deg,#fff,#cfe4d8)}body{background:none}</style>' })), 'app.js': answer(503, 'text/plain', 'unavailable') }),
};
