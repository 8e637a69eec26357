import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { teaPage, teaStory } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H16',
  title: 'Everything in an open shadow root',
  truth: 'healthy',
  routes: () => ({ '': html(teaPage({ body: '<tea-house></tea-house>', end: '<script type="module" src="element.js"></script>' })), 'element.js': script(`document.querySelector('tea-house').attachShadow({ mode: 'open' }).innerHTML = ${JSON.stringify(teaStory)};`) }),
};
