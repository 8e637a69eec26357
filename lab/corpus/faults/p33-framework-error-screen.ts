import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P33',
  title: "The framework's own screen for a fatal error",
  truth: 'wrong',
  cause: /Application error|reading 'price'/,
  reads: /Application error/,
  routes: () => ({
    '': html(appPage()),
    'app.js': script(`document.querySelector('#app').innerHTML = '<h2>Application error: a client-side exception has occurred (see the browser console for more information).</h2>';
throw new TypeError("Cannot read properties of undefined (reading 'price')");`),
  }),
};
