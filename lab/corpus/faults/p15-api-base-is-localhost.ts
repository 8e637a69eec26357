import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { fetchScript, skeleton } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P15',
  title: "The API base fell back to the developer's localhost",
  truth: 'stuck',
  cause: /localhost:4\b|Failed to fetch/,
  routes: () => ({ '': html(appPage({ inside: skeleton })), 'app.js': script(fetchScript('http://localhost:4/teas')) }),
};
