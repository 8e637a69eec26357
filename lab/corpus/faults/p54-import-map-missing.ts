import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { renderScript } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P54',
  title: 'The import map was dropped from the HTML',
  truth: 'white',
  cause: /Failed to resolve module specifier/,
  routes: () => ({ '': html(appPage()), 'app.js': script(`import { tea } from 'tea';\n${renderScript}`) }),
};
