import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P33b',
  title: 'An error boundary shows its apology and logs nothing',
  truth: 'wrong',
  cause: /Something went wrong/,
  reads: /Something went wrong/,
  routes: () => ({ '': html(appPage()), 'app.js': script("document.querySelector('#app').innerHTML = '<main><h1>Oops!</h1><p>Something went wrong. Please try again later.</p><button>Try again</button></main>';") }),
};
