import type { CorpusPage } from '../corpus-page.ts';

export const page: CorpusPage = {
  id: 'P40d',
  title: 'The document itself never comes',
  truth: 'white',
  cause: /no answer within|ERR_TIMED_OUT/,
  routes: () => ({ '': 'never' }),
};
