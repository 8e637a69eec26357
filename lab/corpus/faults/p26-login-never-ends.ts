import type { CorpusPage } from '../corpus-page.ts';
import { html, redirect } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

/** Fine to look at, so only the declared end of the way tells. */
export const page: CorpusPage = {
  id: 'P26',
  title: 'The session cookie is lost, so that every visit ends at the login',
  truth: 'wrong',
  cause: /P26\/login/,
  document: (site) => ({ finalUrl: `${site.own}teas` }),
  reads: /Sign in/,
  routes: (site) => ({
    '': redirect(`${site.own}teas`),
    teas: redirect(`${site.own}login`),
    login: html(teaPage({ body: '<main><h1>Sign in</h1><input aria-label="E-mail"> <button>Go on</button></main>' })),
  }),
};
