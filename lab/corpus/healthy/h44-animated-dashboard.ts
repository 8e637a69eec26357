import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H44',
  title: 'A dashboard that never stands still',
  truth: 'healthy',
  reads: /Cups/,
  routes: () => ({
    '': html(teaPage({ end: `<main><p>Cups per hour</p><canvas width="800" height="200"></canvas></main><script>const pen = document.querySelector('canvas').getContext('2d'); let at = 0;
const draw = () => { pen.clearRect(0, 0, 800, 200); for (let x = 0; x < 800; x += 8) pen.fillRect(x, 100 + 80 * Math.sin((x + at) / 40), 6, 6); at += 4; requestAnimationFrame(draw); }; draw();</script>` })),
  }),
};
