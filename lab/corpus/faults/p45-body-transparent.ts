import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage, teaStyles } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P45',
  title: 'A cloak rule leaves the body at opacity 0',
  truth: 'white',
  cause: /body has opacity 0/,
  routes: () => ({ '': html(teaPage({ styles: `${teaStyles}body{opacity:0}` })) }),
};
