import type { CorpusPage } from '../corpus-page.ts';
import { html, script } from '../parts/answers.ts';
import { renderScript } from '../parts/tea-app.ts';
import { appPage } from '../parts/tea-page.ts';

export const page: CorpusPage = {
  id: 'P19',
  title: 'The CDN changed a script that has an integrity hash',
  truth: 'white',
  cause: /app\.js was blocked by Subresource Integrity/,
  routes: () => ({
    '': html(appPage({ end: '<script src="app.js" integrity="sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC"></script>' })),
    'app.js': script(renderScript),
  }),
};
