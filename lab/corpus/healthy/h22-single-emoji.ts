import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H22',
  title: 'One emoji',
  truth: 'healthy',
  routes: () => ({ '': html(teaPage({ styles: 'body{font-size:64px;text-align:center}', body: '🍵' })) }),
};
