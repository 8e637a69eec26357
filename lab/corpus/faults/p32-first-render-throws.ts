import { json } from '../../answer.ts';
import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { renderScript } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P32',
  title: 'The configuration is empty, so the first render throws',
  truth: 'white',
  cause: /Cannot read properties of undefined/,
  routes: () => ({
    '': html(appPage()),
    'app.js': script(`const config = await (await fetch('config.json')).json();\ndocument.title = config.shop.name;\n${renderScript}`),
    'config.json': json(200, {}),
  }),
};
