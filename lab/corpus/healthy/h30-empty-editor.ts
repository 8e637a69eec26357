import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'H30',
  title: 'An editor with an empty document',
  truth: 'healthy',
  routes: () => ({ '': html(teaPage({ styles: 'body{margin:0;background:#eee}#paper{margin:40px auto;width:700px;height:900px;background:#fff;border:1px solid #aaa}', body: '<div id="paper" contenteditable="true"></div>' })) }),
};
