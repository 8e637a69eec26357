import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P40b',
  title: 'A blocking script in the head never answers',
  truth: 'white',
  cause: /boot\.js never answered/,
  routes: () => ({ '': html(teaPage({ head: '<script src="boot.js"></script>' })), 'boot.js': 'never' }),
};
