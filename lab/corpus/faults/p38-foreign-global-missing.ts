import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { renderScript } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P38',
  title: 'The own script needs a global of a vendor whose script is gone',
  truth: 'white',
  cause: /vendorConsent is not defined/,
  routes: (site) => ({
    '': html(appPage({ head: `<script src="${site.foreign}consent.js"></script>` })),
    'app.js': script(`vendorConsent.ready();\n${renderScript}`),
  }),
};
