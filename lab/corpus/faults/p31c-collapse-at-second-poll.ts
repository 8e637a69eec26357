import { json } from '../../answer.ts';
import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { renderScript } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P31c',
  title: 'The second poll, four seconds later, brings null and the page goes white',
  truth: 'white',
  cause: /Cannot read properties of null/,
  settlesMs: 5500,
  routes: () => {
    const poll = `setInterval(async () => {
  const { stock } = await (await fetch('stock')).json();
  document.querySelector('#app').replaceChildren();
  document.querySelector('#app').append(stock.left);
}, 4000);`;
    return { '': html(appPage()), 'app.js': script(`${renderScript}\n${poll}`), stock: json(200, { stock: null }) };
  },
};
