import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage, teaStory } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H33',
  title: 'A window with a small logo, and the story below the fold',
  truth: 'healthy',
  routes: () => ({ '': html(teaPage({ body: `<div style="height:100vh;display:grid;place-items:center"><svg width="40" height="40"><circle cx="20" cy="20" r="16" fill="#0b5d43"/></svg></div>${teaStory}` })) }),
};
