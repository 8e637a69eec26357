import type { CorpusPage } from '../corpus-page.ts';

export const page: CorpusPage = {
  id: 'P30c',
  title: 'The server hangs up without an answer',
  truth: 'white',
  cause: /ERR_(EMPTY_RESPONSE|CONNECTION_RESET|CONNECTION_CLOSED|INVALID_HTTP_RESPONSE)/,
  routes: () => ({
    '': ({ socket }) => {
      (socket as { destroy(): void }).destroy();
      return 'never';
    },
  }),
};
