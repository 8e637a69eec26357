import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { renderScript } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P37',
  title: 'The build ships syntax that the browser does not know',
  truth: 'white',
  cause: /SyntaxError/,
  routes: () => ({ '': html(appPage()), 'app.js': script(`const tea = 'green' |> String(%);\n${renderScript}`) }),
};
