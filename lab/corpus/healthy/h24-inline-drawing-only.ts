import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H24',
  title: 'One inline drawing',
  truth: 'healthy',
  routes: () => ({ '': html(teaPage({ body: '<svg viewBox="0 0 200 100" width="800"><path d="M20 20h120v30q0 30-60 30T20 50zM140 30q30 0 0 30" fill="none" stroke="#0b5d43" stroke-width="4"/></svg>' })) }),
};
