import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P2',
  title: 'The single-page fallback answers for a missing module script',
  truth: 'white',
  cause: /app\.js came as text\/html/,
  routes: () => ({ '*': html(appPage()) }),
};
