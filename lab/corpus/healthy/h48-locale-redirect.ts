import type { CorpusPage } from '../corpus-page.ts';
import { html, redirect } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

/** Two redirects of the server and one replacement of the URL by the app. */
export const page: CorpusPage = {
  id: 'H48',
  title: 'Redirects to the language of the visitor, and the router tidies the URL',
  truth: 'healthy',
  reads: /Darjeeling/,
  routes: (site) => ({ '': redirect(`${site.own}en`), en: redirect(`${site.own}en/home`), 'en/home': html(teaPage({ end: "<script>history.replaceState(null, '', 'home?ref=start')</script>" })) }),
};
