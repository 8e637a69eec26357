import { json } from '../../answer.ts';
import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H39',
  title: 'GET /me answers 401 to a visitor without login',
  truth: 'healthy',
  reads: /Darjeeling/,
  routes: () => ({ '': html(teaPage({ end: "<script>fetch('me').then(({ ok }) => { if (!ok) document.title = 'Hello, guest'; })</script>" })), me: json(401, { error: 'login required' }) }),
};
