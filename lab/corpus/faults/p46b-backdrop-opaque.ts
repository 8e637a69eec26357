import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage, teaStyles } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P46b',
  title: 'The opaque backdrop of a consent dialog whose script is blocked',
  truth: 'white',
  cause: /characters exist in the page, none visible/,
  routes: (site) => ({
    '': html(teaPage({
      styles: `${teaStyles}dialog{border:0;padding:0;background:none}dialog::backdrop{background:#123;opacity:1}`,
      end: `<dialog></dialog><script>document.querySelector('dialog').showModal()</script><script async src="${site.foreign}consent.js"></script>`,
    })),
  }),
};
