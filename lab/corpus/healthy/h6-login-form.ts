import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H6',
  title: 'Login form on white',
  truth: 'healthy',
  reads: /Password/,
  routes: () => ({ '': html(teaPage({ body: '<form><label>E-mail <input type="email"></label> <label>Password <input type="password"></label> <button>Sign in</button></form>' })) }),
};
