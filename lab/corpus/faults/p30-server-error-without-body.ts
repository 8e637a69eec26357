import type { CorpusPage } from '../corpus-page.ts';

export const page: CorpusPage = {
  id: 'P30',
  title: 'Status 500 with an empty body',
  truth: 'white',
  cause: /answered 500|ERR_HTTP_RESPONSE_CODE_FAILURE/,
  routes: () => ({ '': { status: 500, headers: {}, body: Buffer.alloc(0) } }),
};
