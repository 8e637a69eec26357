import { json } from '../../answer.ts';
import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P60b',
  title: 'A canvas app waits for data that is empty, and draws nothing',
  truth: 'white',
  cause: /White screen/,
  routes: () => ({
    '': html(teaPage({ styles: 'body{margin:0;background:#0e1a16}', body: '<canvas width="1280" height="720"></canvas>', end: '<script src="draw.js"></script>' })),
    'draw.js': script(`const pen = document.querySelector('canvas').getContext('2d');
fetch('cups').then((response) => response.json()).then(({ cups }) => cups.forEach(({ x, y }) => pen.fillRect(x, y, 20, 20)));`),
    cups: json(200, { cups: [] }),
  }),
};
