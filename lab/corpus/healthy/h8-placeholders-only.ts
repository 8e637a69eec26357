import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H8',
  title: 'Form whose only words are placeholders',
  truth: 'healthy',
  routes: () => ({ '': html(teaPage({ body: '<form><p><input placeholder="Your name"></p><p><input placeholder="Your favourite tea"></p><p><textarea placeholder="A few words"></textarea></p></form>' })) }),
};
