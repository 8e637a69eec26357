import { answer } from '../../answer.ts';
import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { renderScript } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P4b',
  title: 'A module script is typed text/plain',
  truth: 'white',
  cause: /app\.js.*text\/plain|text\/plain.*app\.js/,
  routes: () => ({ '': html(appPage()), 'app.js': answer(200, 'text/plain', renderScript) }),
};
