import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { renderScript, spinner } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P42',
  title: 'The app waits for feature flags of a vendor that never answers',
  truth: 'stuck',
  cause: /flags\.json never answered/,
  routes: (site) => ({ '': html(appPage({ inside: spinner })), 'app.js': script(`await fetch('${site.foreign}flags.json');\n${renderScript}`) }),
  foreign: () => ({ 'flags.json': 'never' }),
};
