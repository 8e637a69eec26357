import { after, before, describe } from 'node:test';
import { browserScript } from './browser-script.ts';
import { type Trouble, endsWell, pages } from './trouble.ts';
import { type TroubleServers, startTroubleServers } from './trouble-server.ts';

const heavy: Trouble[] = [
  {
    name: 'a page that floods: 100,000 lines, half of them equal, half distinct',
    args: pages('/console'),
    code: 20,
    found: [['/console', ['CONSOLE_STORM', 'PAGE_FROZEN'], 'release']],
    withinSeconds: 200,
  },
  {
    name: 'pages that multiply: 500 pop-ups, frames in frames, exceptions without end',
    args: pages('/pop-ups', '/frames', '/exceptions'),
    code: 20,
    found: [
      ['/pop-ups', ['PAGE_FROZEN', 'UNCAUGHT_EXCEPTION'], 'release'],
      ['/frames', ['PAGE_FROZEN', 'NO_FRAME', 'UNCAUGHT_EXCEPTION'], 'release'],
      ['/exceptions', ['UNCAUGHT_EXCEPTION', 'PAGE_FROZEN'], 'release'],
    ],
    withinSeconds: 200,
  },
  {
    name: 'bodies of 100 MB, of a page and of an API',
    args: ({ url }) => [url, '--page', '/huge-comment', '--api', 'GET /huge.json'],
    code: 20,
    found: [
      ['/huge-comment', ['WHITE_SCREEN'], 'release'],
      ['GET /huge.json', ['API_TOO_LARGE'], 'release'],
    ],
    withinSeconds: 150,
  },
  {
    name: 'a page that takes all memory until its process crashes',
    args: async ({ url }) => [url, '--page', '/out-of-memory', '--browser', await browserScript('exec "$BROWSER" --js-flags=--max-old-space-size=48 "$@"')],
    code: 20,
    found: [['/out-of-memory', ['RENDERER_CRASHED'], 'release']],
    withinSeconds: 120,
  },
];

let servers: TroubleServers;
before(async () => {
  servers = await startTroubleServers();
});
after(() => servers.close());

// Each keeps a processor busy by itself.
describe('pages that take all they can get', { concurrency: 1 }, () => heavy.forEach((one) => endsWell(one, () => servers)));
