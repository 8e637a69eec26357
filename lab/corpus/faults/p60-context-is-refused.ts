import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P60',
  title: 'No WebGL context, so the map never draws',
  truth: 'white',
  cause: /White screen/,
  routes: () => ({
    '': html(teaPage({ styles: 'body{margin:0}', body: '<canvas width="1280" height="720"></canvas>', end: '<script src="map.js"></script>' })),
    'map.js': script("HTMLCanvasElement.prototype.getContext = () => null;\nconst gl = document.querySelector('canvas').getContext('webgl');\nif (gl) gl.clearColor(0, 1, 0, 1);"),
  }),
};
