import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage, teaStory } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P45b',
  title: 'The root stays at visibility hidden',
  truth: 'white',
  cause: /visibility hidden/,
  routes: () => ({ '': html(teaPage({ body: `<div id="app" style="visibility:hidden">${teaStory}</div>` })) }),
};
