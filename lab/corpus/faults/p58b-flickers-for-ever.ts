import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P58b',
  title: 'A version check reloads the page again and again, with its content on show in between',
  truth: 'wrong',
  cause: /navigated \d+ times/,
  reads: /Darjeeling/,
  settlesMs: 2500,
  routes: () => ({ '': html(teaPage({ end: '<script>setTimeout(() => location.reload(), 700)</script>' })) }),
};
