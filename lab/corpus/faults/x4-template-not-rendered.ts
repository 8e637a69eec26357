import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'X4',
  title: 'The template engine did not run: placeholders on show',
  truth: 'wrong',
  cause: /\{\{/,
  reads: /\{\{ ?shop\.name ?\}\}/,
  routes: () => ({ '': html(teaPage({ body: '<main><h1>{{ shop.name }}</h1><p>{{ shop.greeting }}</p><button>{{ labels.order }}</button></main>' })) }),
};
