import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { renderScript, spinner } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P55b',
  title: 'A worker throws at its start, and the spinner stays',
  truth: 'stuck',
  cause: /Worker config missing/,
  routes: () => ({
    '': html(appPage({ inside: spinner })),
    'app.js': script(`new Worker('worker.js').onmessage = () => { ${renderScript} };`),
    'worker.js': script("throw new Error('Worker config missing');"),
  }),
};
