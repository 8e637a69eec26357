import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P7',
  title: 'The stylesheet of a lazy route is gone, and the error boundary takes over',
  truth: 'wrong',
  cause: /route-91\.css/,
  reads: /Something went wrong/,
  routes: () => ({
    '': html(appPage()),
    'app.js': script(`const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: 'route-91.css' });
link.onerror = () => {
  document.querySelector('#app').innerHTML = '<main><h1>Something went wrong</h1></main>';
  throw new Error('Unable to preload CSS for route-91.css');
};
document.head.append(link);`),
  }),
};
