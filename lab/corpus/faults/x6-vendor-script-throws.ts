import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'X6',
  title: "A vendor's script throws",
  truth: 'minor',
  cause: /pixel is not defined/,
  reads: /Darjeeling/,
  routes: (site) => ({ '': html(teaPage({ end: `<script src="${site.foreign}pixel.js"></script>` })) }),
  foreign: () => ({ 'pixel.js': script('pixel.track();') }),
};
