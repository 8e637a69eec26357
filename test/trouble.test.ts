import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { browserScript } from './browser-script.ts';
import { type CliEnd, runCli, schemaErrors, temporaryFolder } from './cli-run.ts';
import { type TroubleServers, startTroubleServers } from './trouble-server.ts';

/** What a bad release, or what lies between it and gonogo, does; and how gonogo must end. */
interface Trouble {
  name: string;
  args(servers: TroubleServers): string[] | Promise<string[]>;
  code: 20 | 21;
  /** What must be told of each page or call: one of these findings, confirmed, and whose it is. */
  found: [subject: string, codes: string[], whose: 'release' | 'environment' | 'runner'][];
  /** Generous: the machine that runs this may be busy with other things. */
  withinSeconds: number;
}

/** Megabytes that gonogo's own processes may take together, the browser not counted. */
const nodeMegabytes = 700;

const pages = (...paths: string[]) => ({ url }: TroubleServers) => [url, ...paths.flatMap((path) => ['--page', path])];

/** What keeps a processor busy: one at a time, so that it does not starve the rest. */
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

/** What is mostly waiting. */
const light: Trouble[] = [
  {
    name: 'pages that hang: no answer, a thread that never yields, dialogs without end',
    args: pages('/silent', '/never-yields', '/dialogs'),
    code: 20,
    found: [
      ['/silent', ['NAVIGATION_FAILED'], 'environment'],
      ['/never-yields', ['PAGE_FROZEN'], 'release'],
      ['/dialogs', ['PAGE_FROZEN'], 'release'],
    ],
    withinSeconds: 200,
  },
  {
    name: 'a redirect loop, a page that reloads without end, and one that is a download',
    args: pages('/redirect-loop', '/reloads', '/download'),
    code: 20,
    found: [
      ['/redirect-loop', ['NAVIGATION_FAILED'], 'release'],
      ['/reloads', ['RELOAD_LOOP'], 'release'],
      ['/download', ['NAVIGATION_FAILED'], 'release'],
    ],
    withinSeconds: 120,
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

describe('trouble that a release makes', { concurrency: 2 }, () => {
  describe('heavy', { concurrency: 1 }, () => heavy.forEach(endsWell));

  describe('light', { concurrency: 1 }, () => {
    light.forEach(endsWell);

    it('a page without any trouble is GO under the same conditions', async (test) => {
      const end = await runCli(pages('/healthy')(servers));
      test.diagnostic(measures(end));
      assert.equal(end.code, 0, `${end.stdout}\n${end.stderr}`);
      assert.equal(end.verdict?.verdict, 'GO');
      assertOrderly(end);
    });

    it('hostile text from a page drives neither terminal, pipeline nor reports', async (test) => {
      const output = join(await temporaryFolder(), 'report');
      const end = await runCli(pages('/hostile')(servers), { output });
      test.diagnostic(measures(end));
      assert.equal(end.code, 20, `${end.stdout}\n${end.stderr}`);
      const read = (file: string): [string, string] => [file, readFileSync(join(output, file), 'utf8')];
      const texts = new Map([['stdout', end.stdout], ['stderr', end.stderr], read('summary.md'), read('junit.xml'), read('runner.log')]);
      for (const where of ['stdout', 'summary.md', 'junit.xml']) assert.match(texts.get(where) ?? '', /injected/, `${where} tells the hostile text at all`);
      for (const [where, text] of texts) {
        assert.doesNotMatch(text, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/, `control characters in ${where}`);
        assert.doesNotMatch(text, /::error::|::set-output|##vso\[|##octopus\[|##teamcity\[|SPINNAKER_PROPERTY/, `a command of a CI server in ${where}`);
        assert.doesNotMatch(text, /<script>|<img|<testcase name="fake"/, `markup in ${where}`);
        assert.ok(text.length < 100_000, `${where} has ${text.length} characters`);
      }
      const [, report] = read('report.html');
      assert.match(report, /injected/, 'report.html tells the hostile text at all');
      assert.equal(report.match(/<script/g)?.length, 1, 'no script but its own in report.html');
      assert.doesNotMatch(report.replace(/<style>[^]*?<\/style>|<script>[^]*?<\/script>/g, ''), /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|::|##|SPINNAKER_PROPERTY/, 'control characters or commands in report.html');
      assertOrderly(end);
    });
  });
});

/** A test that the real command ends one trouble as it must. */
function endsWell({ name, args, code, found, withinSeconds }: Trouble): void {
  it(name, async (test) => {
    const end = await runCli(await args(servers), { killAfterMs: withinSeconds * 1000 });
    test.diagnostic(measures(end));
    assert.equal(end.code, code, `${end.stdout}\n${end.stderr}`);
    assert.equal(end.verdict?.verdict, code === 20 ? 'NO_GO' : 'INCONCLUSIVE');
    for (const [subject, codes, whose] of found) {
      const findings = end.verdict.checks.filter(({ id }) => id.includes(subject)).flatMap((check) => check.findings);
      const told = findings.map((finding) => `${finding.code} ${finding.attribution} ${finding.confirmed ? 'confirmed' : 'once'}`);
      assert.ok(codes.some((one) => told.includes(`${one} ${whose} confirmed`)), `${subject} must be told as ${codes.join(' or ')} of the ${whose}, not as: ${told.join(', ')}`);
    }
    assertOrderly(end);
  });
}

/** What every end has in common: a valid verdict, memory within bounds, nothing left behind. */
function assertOrderly(end: CliEnd): void {
  assert.deepEqual(schemaErrors(end.verdict), []);
  assert.ok(end.peakMb.node > 50 && end.peakMb.node < nodeMegabytes, `gonogo took ${end.peakMb.node} MB`);
  assert.deepEqual(end.left, [], 'processes are left');
}

function measures({ code, durationMs, peakMb }: CliEnd): string {
  return `code ${code}, ${(durationMs / 1000).toFixed(1)} s, ${peakMb.node} MB of gonogo, ${peakMb.all} MB with the browser`;
}

/** A configuration file with this content. */
async function configuration(content: object): Promise<string> {
  const file = join(await temporaryFolder(), 'gonogo.config.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}
