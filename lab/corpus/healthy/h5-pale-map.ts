import { answer } from '../../answer.ts';
import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H5',
  title: 'Map of pale tiles',
  truth: 'healthy',
  routes: () => ({
    '': html(teaPage({ styles: 'body{margin:0}img{display:block;float:left}', body: Array.from({ length: 15 }, (_, n) => `<img src="tile-${n}.svg" width="256" height="256" alt="">`).join('') })),
    '*': answer(200, 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"><rect width="256" height="256" fill="#f4f1ea"/><path d="M0 90L256 130M120 0L90 256" stroke="#d8d2c4" stroke-width="5"/></svg>'),
  }),
};
