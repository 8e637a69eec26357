import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P58',
  title: 'The handler for missing chunks reloads for ever',
  truth: 'white',
  cause: /navigated \d+ times/,
  settlesMs: 2500,
  routes: () => ({ '': html(appPage()), 'app.js': script("import('./gone.js').catch(() => setTimeout(() => location.reload(), 200));") }),
};
