import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H3',
  title: 'Everything is drawn with WebGL',
  truth: 'healthy',
  routes: () => ({
    '': html(teaPage({ body: '<canvas width="1200" height="640"></canvas>', end: '<script src="draw.js"></script>' })),
    'draw.js': script(`const gl = document.querySelector('canvas').getContext('webgl', { preserveDrawingBuffer: true });
gl.clearColor(0.9, 0.95, 0.9, 1); gl.clear(gl.COLOR_BUFFER_BIT); gl.enable(gl.SCISSOR_TEST);
for (let n = 0; n < 12; n++) { gl.scissor(40 + n * 90, 40, 60, 40 + n * 45); gl.clearColor(0.1 + n / 20, 0.4, 0.3, 1); gl.clear(gl.COLOR_BUFFER_BIT); }`),
  }),
};
