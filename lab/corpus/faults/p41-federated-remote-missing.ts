import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P41',
  title: 'The remote of a module federation is down, and with it the host',
  truth: 'white',
  cause: /remoteEntry\.js/,
  routes: (site) => ({
    '': html(appPage({ end: '<script src="main.js"></script>' })),
    'main.js': script(`const tag = Object.assign(document.createElement('script'), { src: '${site.foreign}remoteEntry.js' });
tag.onerror = () => Promise.reject(Object.assign(new Error('Loading script failed. (missing: ' + tag.src + ')'), { name: 'ScriptExternalLoadError' }));
document.head.append(tag);`),
  }),
};
