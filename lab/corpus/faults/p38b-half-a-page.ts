import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P38b',
  title: 'A missing vendor global stops the script half-way: header and nothing below',
  truth: 'wrong',
  cause: /vendorMaps is not defined/,
  reads: /Tasting rooms/,
  routes: (site) => ({
    '': html(appPage({ head: `<script src="${site.foreign}maps.js"></script>` })),
    'app.js': script("document.querySelector('#app').innerHTML = '<header><a href=\"#\">Tasting rooms</a></header>';\nvendorMaps.draw('#app');"),
  }),
};
