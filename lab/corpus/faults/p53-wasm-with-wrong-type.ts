import { answer } from '../../answer.ts';
import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { renderScript, spinner } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P53',
  title: 'The WebAssembly module has the wrong type, and the spinner stays',
  truth: 'stuck',
  cause: /Incorrect response MIME type/,
  routes: () => ({
    '': html(appPage({ inside: spinner })),
    'app.js': script(`await WebAssembly.compileStreaming(fetch('tea.wasm'));\n${renderScript}`),
    'tea.wasm': answer(200, 'application/octet-stream', Buffer.from([0, 97, 115, 109, 1, 0, 0, 0])),
  }),
};
