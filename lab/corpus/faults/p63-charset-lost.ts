import { answer } from '../../answer.ts';
import type { CorpusPage } from '../corpus-page.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P63',
  title: 'The charset was lost: accents turn to rubbish',
  truth: 'minor',
  cause: /charset|mojibake|encoding|Ã/i,
  reads: /Ã/,
  routes: () => ({
    '': answer(200, 'text/html', teaPage({ body: '<main><h1>Thé à la menthe, crème brûlée</h1><p>Un thé vert préparé à la façon de Fès, servi très chaud après le dîner.</p></main>' }).replace('<meta charset="utf-8">', '')),
  }),
};
