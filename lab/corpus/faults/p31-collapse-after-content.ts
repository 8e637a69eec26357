import { json } from '../../answer.ts';
import type { CorpusPage } from '../corpus-page.ts';
import { delayed, html, script } from '../parts/answers.ts';
import { renderScript } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

const crash = `fetch('offer').then((response) => response.json()).then(({ product }) => {
  document.querySelector('#app').replaceChildren();
  document.title = product.name;
});`;

export const page: CorpusPage = {
  id: 'P31',
  title: 'Content first; then an API field is null and the framework unmounts everything',
  truth: 'white',
  cause: /Cannot read properties of null/,
  settlesMs: 2000,
  routes: () => ({ '': html(appPage()), 'app.js': script(`${renderScript}\n${crash}`), offer: delayed(700, json(200, { product: null })) }),
};
