import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H51',
  title: 'A beacon and a call that are answered without a body',
  truth: 'healthy',
  reads: /Darjeeling/,
  routes: () => ({
    '': html(teaPage({ end: "<script>navigator.sendBeacon('hit', 'seen'); fetch('ping')</script>" })),
    hit: { status: 204, headers: {}, body: Buffer.alloc(0) },
    ping: { status: 204, headers: {}, body: Buffer.alloc(0) },
  }),
};
