import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Listening, listen } from '../lab/listen.ts';
import { createPartnerApi } from '../lab/partner-api.ts';
import { partnerFaults } from '../lab/partner-faults.ts';
import { type CliEnd, runCli, schemaErrors, temporaryFolder } from './cli-run.ts';

// No expectation is written anywhere: a healthy release is saved, and its answers are what the broken ones are judged by.

const told: [fault: string, outcome: 'pass' | 'fail', code: string, words: RegExp][] = [
  ['A6', 'fail', 'SHAPE_FIELD_GONE', /^GET \/v1\/orders: \$\.orders\[\*\]\.total \(object\) is missing; expected the shape that the release of \d{4}-\d\d-\d\d answered with$/],
  ['A7', 'fail', 'SHAPE_ENVELOPE', /: what stood at \$ stands at \$\.data; /],
  ['A8', 'fail', 'SHAPE_NULL', /: \$\.orders\[\*\]\.customer is null; it was always object; /],
  ['A10', 'fail', 'SHAPE_TYPE', /: \$\.orders\[\*\]\.total\.amount is string; it was number; /],
  ['A25', 'fail', 'SHAPE_FORMAT', /: \$\.orders\[\*\]\.createdAt is local-time; it was always date-time; /],
  ['A9', 'pass', 'SHAPE_VALUE', /: \$\.orders\[\*\]\.status is on_hold; known are delivered, packed, paid, shipped; /],
  ['A11b', 'pass', 'SHAPE_EMPTY', /: \$\.orders is an empty list; /],
];

const servers: Listening[] = [];
after(() => Promise.all(servers.map((server) => server.close())));

async function open(fault: string | null): Promise<string> {
  const api = createPartnerApi({ release: '2026.6.3' });
  const serve = partnerFaults.find(({ id }) => id === fault)?.serve;
  const server = await listen(serve ? serve(api) : api);
  servers.push(server);
  return `http://127.0.0.1:${server.port}`;
}

describe('a release that is compared with the last good one', () => {
  let folder: string;
  let good: CliEnd;
  let broken: CliEnd;
  const lines = (name: string) => readFileSync(join(folder, name), 'utf8').split('\n');
  before(async () => {
    folder = await temporaryFolder();
    const healthy = await open(null);
    const faulty = await Promise.all(told.map(([fault]) => open(fault)));
    const judge = (name: string, baseUrls: string[], ...more: string[]) => {
      const config = join(folder, `${name}.config.json`);
      const partners = [...told.map(([fault]) => fault), 'same'].map((partner, index) => ({ name: partner, baseUrl: baseUrls[index] ?? healthy, journeys: [{ name: 'orders', steps: [{ name: 'list', request: { path: '/v1/orders' } }] }] }));
      writeFileSync(config, JSON.stringify({ targets: { shop: { url: 'http://127.0.0.1/', environment: 'production' } }, partners }));
      return runCli(['--config', config, '--format', 'summary', '--save-baseline', join(folder, `${name}.json`), ...more]);
    };
    good = await judge('good', []);
    broken = await judge('broken', faulty, '--baseline', join(folder, 'good.json'), '--force-baseline', 'the tests ask for it');
  });

  it('is saved from a GO, and says so', () => {
    assert.equal(good.code, 0, good.stdout + good.stderr);
    assert.match(good.stdout, /^Baseline of 8 journeys saved to .*good\.json$/m);
    assert.equal(good.verdict?.baseline, undefined);
    assert.ok(lines('good.json').length < 300, 'a place is a line');
  });

  it('is a NO_GO when answers lost their shape; the verdict says what it was compared with', () => {
    assert.equal(broken.code, 20, broken.stdout);
    assert.deepEqual(schemaErrors(broken.verdict), []);
    const { baseline } = broken.verdict ?? {};
    assert.deepEqual([baseline?.file, baseline?.run, baseline?.target], [join(folder, 'good.json'), good.verdict?.id, { name: 'shop', environment: 'production' }]);
    assert.match(broken.stdout, /Baseline +compared with the release of \d{4}-\d\d-\d\d of shop production/);
  });

  it('has nothing to say of answers that are the same, and learns the same of them', () => {
    assert.deepEqual(broken.verdict?.checks.find(({ id }) => id === 'api:same/orders')?.findings, []);
    const ofSame = (name: string) => lines(name).slice(lines(name).findIndex((line) => line.includes('"api:same/orders"')));
    assert.ok(ofSame('good.json').length > 10);
    assert.deepEqual(ofSame('broken.json'), ofSame('good.json'));
  });

  it('keeps in the file why it was saved without a GO', () => {
    assert.match(lines('broken.json').join('\n'), /"forced": \{ "reason": "the tests ask for it", "verdict": "NO_GO" \}/);
  });

  for (const [fault, outcome, code, words] of told) {
    it(`${fault}: ${code}`, () => {
      const check = broken.verdict?.checks.find(({ id }) => id === `api:${fault}/orders`);
      assert.deepEqual([check?.outcome, check?.findings.map((finding) => finding.code)], [outcome, [code]]);
      assert.match(check?.findings[0]?.message ?? '', words);
    });
  }
});
