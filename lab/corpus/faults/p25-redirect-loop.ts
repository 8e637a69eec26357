import type { CorpusPage } from '../corpus-page.ts';
import { redirect } from '../parts/answers.ts';

export const page: CorpusPage = {
  id: 'P25',
  title: 'The document redirects to itself',
  truth: 'white',
  cause: /ERR_TOO_MANY_REDIRECTS/,
  routes: (site) => ({ '': redirect(site.own) }),
};
