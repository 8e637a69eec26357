import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { renderScript } from '../parts/tea-app.ts';
import { appPage, teaStory } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H38',
  title: 'A hydration mismatch that the framework recovers from',
  truth: 'healthy',
  reads: /Darjeeling/,
  routes: () => ({
    '': html(appPage({ inside: teaStory })),
    'app.js': script(`${renderScript}
for (const code of [418, 423]) reportError(new Error('Minified React error #' + code + '; visit https://react.dev/errors/' + code + ' for the full message'));`),
  }),
};
