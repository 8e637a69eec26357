import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H41',
  title: 'The app cancels a call that it no longer needs, and a prefetch is dropped',
  truth: 'healthy',
  reads: /Darjeeling/,
  routes: () => ({
    '': html(teaPage({ head: '<link rel="prefetch" href="next.js">', end: "<script>const stop = new AbortController(); fetch('suggestions', { signal: stop.signal }).catch(() => {}); setTimeout(() => stop.abort(), 200)</script>" })),
    suggestions: 'never',
    'next.js': 'never',
  }),
};
