import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';

export const page: CorpusPage = {
  id: 'P29c',
  title: 'A stack trace with status 200',
  truth: 'wrong',
  cause: /Cannot find module|stack trace/,
  reads: /at Module/,
  routes: () => ({
    '': html(`<!DOCTYPE html><html><head><title>Error</title></head><body><pre>Error: Cannot find module '../config/production'<br>
 at Module._resolveFilename (node:internal/modules/cjs/loader:1225:15)<br> at Module._load (node:internal/modules/cjs/loader:1051:27)<br>
 at require (node:internal/modules/helpers:179:18)<br> at Object.&lt;anonymous&gt; (/srv/app/dist/server.js:3:16)</pre></body></html>`),
  }),
};
