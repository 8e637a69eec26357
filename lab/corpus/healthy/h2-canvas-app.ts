import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H2',
  title: 'Everything is drawn on a 2D canvas',
  truth: 'healthy',
  routes: () => ({
    '': html(teaPage({ body: '<canvas width="1200" height="640"></canvas>', end: '<script src="draw.js"></script>' })),
    'draw.js': script(`const pen = document.querySelector('canvas').getContext('2d');
for (let n = 0; n < 40; n++) { pen.fillStyle = 'hsl(' + n * 9 + ' 60% 50%)'; pen.fillRect(20 + n * 28, 600 - n * 12, 20, n * 12); }
pen.fillStyle = '#222'; pen.font = '32px sans-serif'; pen.fillText('Cups per day', 40, 60);`),
  }),
};
