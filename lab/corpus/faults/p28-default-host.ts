import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';

export const page: CorpusPage = {
  id: 'P28',
  title: 'The default host of the web server answers',
  truth: 'wrong',
  cause: /Welcome to nginx/,
  reads: /Welcome to nginx/,
  routes: () => ({
    '': html(`<!DOCTYPE html><html><head><title>Welcome to nginx!</title></head><body><h1>Welcome to nginx!</h1>
<p>If you see this page, the nginx web server is successfully installed and working. Further configuration is required.</p>
<p><em>Thank you for using nginx.</em></p></body></html>`),
  }),
};
