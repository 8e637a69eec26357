import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage, teaStyles } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H32',
  title: 'A modal dialog over an opaque backdrop',
  truth: 'healthy',
  reads: /Welcome back/,
  routes: () => ({ '': html(teaPage({ styles: `${teaStyles}dialog::backdrop{background:#0b5d43}`, end: "<dialog><p>Welcome back to the tea house.</p><button>Go on</button></dialog><script>document.querySelector('dialog').showModal()</script>" })) }),
};
