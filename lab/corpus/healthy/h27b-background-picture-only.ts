import { answer } from '../../answer.ts';
import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

const cup = '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"><circle cx="300" cy="200" r="150" fill="#0b5d43"/><circle cx="300" cy="200" r="120" fill="#c98"/></svg>';

export const page: CorpusPage = {
  id: 'H27b',
  title: 'One picture, as a background',
  truth: 'healthy',
  routes: () => ({ '': html(teaPage({ styles: 'body{margin:0;height:100vh;background:url(cup.svg) center no-repeat}', body: '' })), 'cup.svg': answer(200, 'image/svg+xml', cup) }),
};
