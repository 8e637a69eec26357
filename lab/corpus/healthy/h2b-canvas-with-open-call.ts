import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H2b',
  title: 'A canvas app that keeps a call open for news',
  truth: 'healthy',
  routes: () => ({
    '': html(teaPage({ body: '<canvas width="1200" height="640"></canvas>', end: '<script src="draw.js"></script>' })),
    'draw.js': script(`fetch('news');
const pen = document.querySelector('canvas').getContext('2d');
for (let n = 0; n < 60; n++) { pen.strokeStyle = 'hsl(' + n * 6 + ' 60% 45%)'; pen.strokeRect(20 + n * 9, 20 + n * 5, 500, 260); }`),
    news: 'never',
  }),
};
