import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { renderScript, spinner } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P55',
  title: 'The script of a worker is missing, and the spinner stays',
  truth: 'stuck',
  cause: /worker\.js/,
  routes: () => ({ '': html(appPage({ inside: spinner })), 'app.js': script(`new Worker('worker.js').onmessage = () => { ${renderScript} };`) }),
};
