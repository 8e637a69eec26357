import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { renderScript } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P10',
  title: 'One of three instances serves a document of the last build',
  truth: 'white',
  cause: /app-5d1c9e02\.js answered 404/,
  visits: { oneIn: 3 },
  routes: () => {
    let loads = 0;
    return {
      '': () => html(appPage({ end: `<script type="module" src="app-${++loads % 3 === 0 ? '5d1c9e02' : '77ab03c4'}.js"></script>` })),
      'app-77ab03c4.js': script(renderScript),
    };
  },
};
