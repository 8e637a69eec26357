import type { CorpusPage } from '../corpus-page.ts';
import { html, redirect } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H42',
  title: 'Redirects to the single sign-on, as declared',
  truth: 'healthy',
  document: (site) => ({ finalUrl: `${site.foreign}login` }),
  reads: /Single sign-on/,
  routes: (site) => ({ '': redirect(`${site.own}auth`), auth: redirect(`${site.foreign}start`) }),
  foreign: (site) => ({ start: redirect(`${site.foreign}login`), login: html(teaPage({ body: '<main><h1>Single sign-on</h1><input aria-label="E-mail"> <button>Go on</button></main>' })) }),
};
