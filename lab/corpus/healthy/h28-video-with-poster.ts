import { answer } from '../../answer.ts';
import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H28',
  title: 'A video that has not begun, with its poster',
  truth: 'healthy',
  routes: () => ({
    '': html(teaPage({ styles: 'body{margin:0}', body: '<video width="1280" height="700" poster="poster.svg" preload="none"></video>' })),
    'poster.svg': answer(200, 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="700"><rect width="1280" height="700" fill="#123"/><path d="M560 260l180 90-180 90z" fill="#fff"/></svg>'),
  }),
};
