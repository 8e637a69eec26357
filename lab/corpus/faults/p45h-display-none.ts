import type { CorpusPage } from '../corpus-page.ts';
import { html } from '../parts/answers.ts';
import { teaPage, teaStory, teaStyles } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P45h',
  title: 'The cloak attribute is never taken off: display none',
  truth: 'white',
  cause: /#app has display none/,
  routes: () => ({ '': html(teaPage({ styles: `${teaStyles}[v-cloak]{display:none}`, body: `<div id="app" v-cloak>${teaStory}</div>` })) }),
};
