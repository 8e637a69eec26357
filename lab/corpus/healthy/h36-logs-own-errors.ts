import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H36',
  title: 'The app logs a few errors of its own and is fine',
  truth: 'healthy',
  reads: /Darjeeling/,
  routes: () => ({ '': html(teaPage({ end: "<script>console.error('analytics: consent missing, events are dropped'); console.error('i18n: no translation for tea.note, using English')</script>" })) }),
};
