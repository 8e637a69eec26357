import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H58',
  title: 'Words that really have the letters that a lost charset leaves behind',
  truth: 'healthy',
  reads: /MANHÃ/,
  routes: () => ({ '': html(teaPage({ body: '<main><h1>CHÁ DA MANHÃ</h1><p>Âncora e pão, chá preto com canela: aberto das sete às onze, todas as manhãs.</p><button>Reservar</button></main>' })) }),
};
