import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H31',
  title: 'A table whose cells are empty',
  truth: 'healthy',
  routes: () => ({ '': html(teaPage({ styles: 'table{border-collapse:collapse}td{width:120px;height:32px;border:1px solid #888}', body: `<table>${`<tr>${'<td></td>'.repeat(6)}</tr>`.repeat(8)}</table>` })) }),
};
