import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H56',
  title: 'A page for developers that shows template syntax and a stack trace',
  truth: 'healthy',
  reads: /\{\{ tea\.name \}\}/,
  routes: () => ({
    '': html(teaPage({ body: `<main><h1>Labels with templates</h1><p>Write <code>{{ tea.name }}</code> and <code>{{ tea.origin }}</code> where a value belongs.</p>
<pre>Error: no such label
    at render (labels.js:12:7)</pre><p>An error such as this one names the label that is missing.</p><a href="#next">Next chapter</a></main>` })),
  }),
};
