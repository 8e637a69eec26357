import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H4',
  title: 'White canvas with a tool bar',
  truth: 'healthy',
  routes: () => ({ '': html(teaPage({ body: '<div><button>Pen</button> <button>Eraser</button> <button>Undo</button></div><canvas width="1200" height="640"></canvas>' })) }),
};
