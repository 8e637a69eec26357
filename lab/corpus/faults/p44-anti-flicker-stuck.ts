import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P44',
  title: 'The anti-flicker snippet hides the page until an experiment host answers, which it never does',
  truth: 'white',
  cause: /opacity 0/,
  routes: (site) => ({
    '': html(teaPage({ head: `<style>.wait{opacity:0!important}</style><script>document.documentElement.classList.add('wait')</script>
<script async src="${site.foreign}experiment.js" onload="document.documentElement.classList.remove('wait')"></script>` })),
  }),
  foreign: () => ({ 'experiment.js': 'never' }),
};
