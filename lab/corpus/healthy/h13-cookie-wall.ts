import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H13',
  title: 'A cookie wall over the content',
  truth: 'healthy',
  reads: /Accept all/,
  routes: () => ({
    '': html(teaPage({ end: `<div style="position:fixed;inset:0;background:rgb(0 0 0/.7)"><div style="margin:30vh auto;width:480px;padding:24px;background:#fff">
<p>We use cookies to remember your favourite tea.</p><button>Accept all</button> <button>Only what is needed</button></div></div>` })),
  }),
};
