import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H35',
  title: 'An open stream of events',
  truth: 'healthy',
  reads: /in stock/,
  routes: () => ({
    '': html(teaPage({ end: "<p id='stock'></p><script>new EventSource('events').onmessage = ({ data }) => { document.querySelector('#stock').textContent = data; }</script>" })),
    events: { status: 200, headers: { 'content-type': 'text/event-stream' }, body: Buffer.from('data: 12 boxes in stock\n\n'), open: true },
  }),
};
