import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { renderScript } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P59',
  title: 'A new embedder policy (COEP) blocks the script of the asset host',
  truth: 'white',
  cause: /app\.js.*(cross-origin policy|ERR_BLOCKED_BY_RESPONSE)/,
  routes: (site) => ({ '': html(appPage({ end: `<script src="${site.foreign}app.js"></script>` }), { 'cross-origin-embedder-policy': 'require-corp' }) }),
  foreign: () => ({ 'app.js': script(renderScript) }),
};
