import type { CorpusPage } from '../corpus-page.ts';
import { cutShort, html, script } from '../parts/answers.ts';
import { renderScript } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P23',
  title: 'The connection ends in the middle of the script',
  truth: 'white',
  cause: /app\.js failed with ERR_(CONTENT_LENGTH_MISMATCH|INCOMPLETE)/,
  routes: () => ({ '': html(appPage()), 'app.js': cutShort(script(renderScript), 60) }),
};
