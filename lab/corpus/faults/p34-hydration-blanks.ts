import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { appPage, teaStory } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P34',
  title: 'Hydration fails, and the framework throws the rendered page away',
  truth: 'white',
  cause: /#418/,
  routes: () => ({
    '': html(appPage({ inside: teaStory })),
    'app.js': script(`document.querySelector('#app').replaceChildren();
throw new Error('Minified React error #418; visit https://react.dev/errors/418 for the full message');`),
  }),
};
