import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H57',
  title: 'A coloured veil over everything that lets clicks through',
  truth: 'healthy',
  reads: /Darjeeling/,
  routes: () => ({ '': html(teaPage({ end: '<div style="position:fixed;inset:0;z-index:99;pointer-events:none;background:rgb(11 93 67/.12)"></div>' })) }),
};
