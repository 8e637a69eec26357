import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage, teaStory } from '../parts/tea-page.ts';

/** Nothing is hidden, but the first window is empty: a placeholder kept its height. */
export const page: CorpusPage = {
  id: 'P45l',
  title: 'An empty slot as high as two windows pushes everything out of sight',
  truth: 'white',
  cause: /characters exist in the page, none visible/,
  routes: () => ({ '': html(teaPage({ body: `<div style="height:200vh"></div>${teaStory}` })) }),
};
