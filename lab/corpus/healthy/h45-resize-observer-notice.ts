import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H45',
  title: 'A ResizeObserver notice, logged by the own error handler',
  truth: 'healthy',
  reads: /Darjeeling/,
  routes: () => ({
    '': html(teaPage({ end: `<script>addEventListener('error', ({ message }) => console.error(message));
const grow = new ResizeObserver(([entry]) => { if (entry.target.offsetHeight < 400) entry.target.style.height = entry.target.offsetHeight + 10 + 'px'; });
grow.observe(document.querySelector('main'))</script>` })),
  }),
};
