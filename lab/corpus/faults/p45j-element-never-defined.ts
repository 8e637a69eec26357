import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage, teaStory, teaStyles } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P45j',
  title: 'A custom element that is hidden until it is defined, and never is',
  truth: 'white',
  cause: /elements\.js answered 404/,
  routes: () => ({ '': html(teaPage({ styles: `${teaStyles}:not(:defined){display:none}`, body: `<tea-house>${teaStory}</tea-house>`, end: '<script type="module" src="elements.js"></script>' })) }),
};
