import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { runCli, temporaryFolder } from './cli-run.ts';
import { type Trouble, assertOrderly, endsWell, measures, pages } from './trouble.ts';
import { type TroubleServers, startTroubleServers } from './trouble-server.ts';

const deadEnds: Trouble[] = [
  {
    name: 'pages without an end: no answer, dialogs, redirects, reloads; and one that is a download',
    args: pages('/silent', '/dialogs', '/redirect-loop', '/reloads', '/download'),
    code: 20,
    found: [
      ['/silent', ['NAVIGATION_FAILED'], 'environment'],
      ['/dialogs', ['PAGE_FROZEN'], 'release'],
      ['/redirect-loop', ['NAVIGATION_FAILED'], 'release'],
      ['/reloads', ['RELOAD_LOOP'], 'release'],
      ['/download', ['NAVIGATION_FAILED'], 'release'],
    ],
    withinSeconds: 200,
  },
  {
    name: 'a port where nobody listens',
    args: ({ deadUrl }) => [deadUrl, '--page', '/', '--api', '/v1/orders'],
    code: 20,
    found: [
      ['page:/:', ['NAVIGATION_FAILED'], 'environment'],
      ['GET /v1/orders', ['API_UNREACHABLE'], 'environment'],
    ],
    withinSeconds: 120,
  },
  {
    name: 'a name that does not resolve',
    args: () => ['http://nonexistent.invalid/', '--page', '/', '--api', '/v1/orders'],
    code: 20,
    found: [
      ['page:/:', ['NAVIGATION_FAILED'], 'environment'],
      ['GET /v1/orders', ['API_UNREACHABLE'], 'environment'],
    ],
    withinSeconds: 120,
  },
  {
    name: 'a certificate that nobody trusts',
    args: ({ secureUrl }) => [secureUrl, '--page', '/healthy', '--api', '/v1/orders'],
    code: 20,
    found: [
      ['/healthy', ['NAVIGATION_FAILED'], 'environment'],
      ['GET /v1/orders', ['API_UNREACHABLE'], 'environment'],
    ],
    withinSeconds: 120,
  },
  {
    name: 'a port where nobody listens while the control URL cannot be reached either',
    args: async ({ deadUrl }) => ['--config', await configuration({ targets: { production: { url: deadUrl } }, pages: [{ path: '/' }], control: `${deadUrl}/control` })],
    code: 21,
    found: [['page:/:', ['NAVIGATION_FAILED'], 'runner']],
    withinSeconds: 120,
  },
];

let servers: TroubleServers;
before(async () => {
  servers = await startTroubleServers();
});
after(() => servers.close());

// Mostly waiting, so that two share a processor.
describe('a release that cannot be reached or never ends', { concurrency: 2 }, () => {
  deadEnds.forEach((one) => endsWell(one, () => servers));

  it('a page without any trouble is GO under the same conditions', async (test) => {
    const end = await runCli(pages('/healthy')(servers));
    test.diagnostic(measures(end));
    assert.equal(end.code, 0, `${end.stdout}\n${end.stderr}`);
    assert.equal(end.verdict?.verdict, 'GO');
    assertOrderly(end);
  });
});

/** A configuration file with this content. */
async function configuration(content: object): Promise<string> {
  const file = join(await temporaryFolder(), 'gonogo.config.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}
