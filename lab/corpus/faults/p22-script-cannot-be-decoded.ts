import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { renderScript } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P22',
  title: 'A script says that it is Brotli and is not',
  truth: 'white',
  cause: /app\.js failed with ERR_CONTENT_DECODING_FAILED/,
  routes: () => ({ '': html(appPage()), 'app.js': script(renderScript, { 'content-encoding': 'br' }) }),
};
