import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { appPage, teaStory } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H52',
  title: 'The page fetches HTML fragments, as it should',
  truth: 'healthy',
  reads: /Darjeeling/,
  routes: () => ({ '': html(appPage()), 'app.js': script("document.querySelector('#app').innerHTML = await (await fetch('fragment')).text();"), fragment: html(teaStory) }),
};
