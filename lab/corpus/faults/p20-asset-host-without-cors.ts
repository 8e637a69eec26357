import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { renderScript } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P20',
  title: 'The asset host sends a module without CORS headers',
  truth: 'white',
  cause: /app\.js.*(CORS|ERR_FAILED)|CORS.*app\.js/,
  routes: (site) => ({ '': html(appPage({ end: `<script type="module" src="${site.foreign}app.js"></script>` })) }),
  foreign: () => ({ 'app.js': script(renderScript) }),
};
