import assert from 'node:assert/strict';
import { createServer } from 'node:https';
import { type TestContext, test } from 'node:test';
import type { TLSSocket } from 'node:tls';
import { readGate } from '../config/schema.ts';
import { planRelease } from '../cli/plan-release.ts';
import { fileReader } from '../cli/referenced-files.ts';
import { secretReader } from '../cli/secrets.ts';
import type { GateConfig } from '../config.ts';
import { openConnections, send } from '../fixtures/http.ts';
import { observeRelease } from '../fixtures/release-observer.ts';
import { environmentFaults } from '../lab/environment-faults.ts';
import { type Environment, type EnvironmentOptions, startEnvironment } from '../lab/environment.ts';
import type { JourneyChecks, PagePlan, Plan } from '../verdict/plan.ts';
import { issue } from './authority.ts';
import { listen } from './local-server.ts';
import { createRedactor } from '../verdict/redact.ts';
import type { Snapshot } from '../verdict/snapshot.ts';
import { releaseSeen } from '../verdict/release-match.ts';
import { judgeRelease } from '../verdict/rules/release.ts';

const expected = '2026.7.0';

test('every fault of the release side is met here', () => {
  const met = new Set(faults.flatMap(({ options }) => options.faults ?? []));
  assert.deepEqual(environmentFaults.filter(({ side }) => side === 'release').map(({ id }) => id).filter((id) => !met.has(id)), []);
});

async function observe(t: TestContext, options: EnvironmentOptions, config: (site: Environment) => GateConfig['release'], over: { silentMs?: number; release?: string | null; journeys?: (site: Environment) => JourneyChecks[] } = {}) {
  const site = await startEnvironment(options);
  const connections = openConnections({ perOrigin: 8 });
  t.after(() => Promise.all([connections.close(), site.close()]));
  const release = over.release === undefined ? expected : over.release;
  const target = { name: 'site', url: `${site.url}/`, environment: 'lab' };
  const gate = readGate({ release: config(site) });
  assert.ok('gate' in gate, JSON.stringify(gate));
  const secrets = secretReader({ EDGE_KEY: 'edge-secret-41' }, fileReader('/'));
  const asked = planRelease(gate.gate.release, release, { target, deadlineMs: 300_000, reference: null }, secrets);
  assert.ok(asked);
  const page: PagePlan = { id: 'page:/', name: '/', url: `${site.url}/`, severity: 'blocker', viewport: 'desktop' };
  const plan = { run: 'run-1', target, release, pages: [page], journeys: over.journeys?.(site) ?? [] } as unknown as Plan;
  const seen = await observeRelease({ plan, ...asked, headers: {}, isOwn: (url) => url.startsWith('http://127.0.0.1'), connections, version: '1.0.0', redact: createRedactor(secrets.secrets()), signal: new AbortController().signal }, over.silentMs);
  return { seen, site, codes: judgeRelease(seen, 'blocker').map(({ code }) => code), release: releaseSeen(seen) };
}

test('the release that is served is proven in one round, over fresh connections and in both forms of the URL', async (t) => {
  const { seen, codes, release, site } = await observe(t, {}, () => ({ within: '1s' }), { journeys: (at) => [{ steps: [{ method: 'GET', url: `${at.url}/api/status` }] }] as JourneyChecks[] });
  assert.deepEqual(codes, []);
  assert.deepEqual(release, { expected, observed: ['2026.7.0'], match: true });
  assert.equal(seen.rounds, 1);
  assert.deepEqual(seen.places.map(({ kind, samples }) => `${kind} ${samples.length}`), ['page 3', 'form 3', 'api 3']);
  assert.equal(site.asked.length, 9);
});

test('a rollout that reaches the last instance within the allowance is waited for', async (t) => {
  const { seen, codes } = await observe(t, { rollout: 6 }, () => ({ within: '5s' }));
  assert.deepEqual(codes, []);
  assert.equal(seen.rounds, 2);
  assert.ok(seen.durationMs >= 500 && seen.durationMs < 4000, `${seen.durationMs} ms`);
});

const faults: { name: string; options: EnvironmentOptions; config?: (site: Environment) => GateConfig['release']; codes: string[]; observed?: string[] }[] = [
  { name: 'the old build is served', options: { faults: ['old-build'] }, codes: ['WRONG_RELEASE'], observed: ['2026.6.3'] },
  { name: 'half of the answers are of the old build', options: { faults: ['half-old'] }, codes: ['MIXED_RELEASES'], observed: ['2026.6.3', '2026.7.0'] },
  { name: 'one instance, asked at its own address', options: { faults: ['half-old'] }, config: ({ instances: [, second] }) => ({ within: '100ms', samples: 1, instances: [{ name: 'b', address: second, headers: { 'x-edge-key': { env: 'EDGE_KEY' } } }] }), codes: ['MIXED_RELEASES'] },
  { name: 'HTML of the old build from a cache', options: { faults: ['cached-html'] }, codes: ['MIXED_RELEASES', 'CACHED_HTML'] },
  { name: 'the files of the release before are gone', options: { faults: ['previous-gone'] }, config: ({ previousAssets }) => ({ within: '100ms', previousAssets }), codes: ['PREVIOUS_ASSETS_GONE'] },
  { name: 'the files of the release before are there', options: {}, config: ({ previousAssets }) => ({ within: '100ms', previousAssets }), codes: [] },
  { name: 'read in a meta tag', options: {}, config: () => ({ within: '100ms', read: [{ meta: 'release' }] }), codes: [], observed: ['2026.7.0'] },
  { name: 'read at a JSON path', options: {}, config: () => ({ within: '100ms', read: [{ url: '/config.json', json: '$.payments.merchant' }] }), codes: ['WRONG_RELEASE'], observed: ['M-2041'] },
  { name: 'read at a URL that is not there', options: {}, config: () => ({ within: '100ms', read: [{ url: '/version.txt' }] }), codes: ['RELEASE_UNPROVEN'], observed: [] },
  { name: 'read in a text', options: {}, config: () => ({ within: '100ms', read: [{ url: '/robots.txt', text: /Disallow: \/(\w+)/ }] }), codes: ['WRONG_RELEASE'], observed: ['basket'] },
  { name: 'read in the name of an asset', options: {}, config: () => ({ within: '100ms', read: [{ asset: /app-(\w+)\.js/ }] }), codes: ['WRONG_RELEASE'] },
];

for (const { name, options, config = (): GateConfig['release'] => ({ within: '100ms' }), codes, observed } of faults) {
  test(name, async (t) => {
    const outcome = await observe(t, options, config);
    assert.deepEqual(outcome.codes, codes);
    if (observed) assert.deepEqual([...outcome.release.observed].sort(), observed);
    assert.ok(!JSON.stringify(outcome.seen).includes('edge-secret-41'));
  });
}

test('an instance is asked at its address with its headers, under the name of the site', async (t) => {
  const { seen } = await observe(t, {}, ({ instances }) => ({ within: '100ms', samples: 2, instances: instances.map((address, index) => ({ name: `i${index}`, address })) }));
  assert.deepEqual(seen.places.map(({ kind, instance, samples }) => `${kind} ${instance} ${samples.map(({ status }) => status).join()}`), ['page null 200,200', 'page i0 200,200', 'page i1 200,200', 'form null 200,200', 'form i0 200,200', 'form i1 200,200']);
});

test('an address replaces where is connected to and nothing else: server name, certificate and host header stay those of the URL', async (t) => {
  const answering = async (name: string) => {
    const { cert, key } = issue(name, { hosts: [name] });
    const server = await listen(createServer({ cert, key }, (request, response) => response.end(`${request.headers.host} ${(request.socket as TLSSocket).servername}`)), 'https');
    t.after(() => server.close());
    const connections = openConnections({ perOrigin: 1 });
    const call = { method: 'GET', url: 'https://shop.invalid/', headers: {}, body: null, caller: null, signal: new AbortController().signal, tls: { ca: [cert] }, address: { host: '127.0.0.1', port: Number(new URL(server.url).port) } };
    const [exchange] = await send(connections, call, { budgetMs: 4000, retries: 0 });
    return exchange?.answer?.body.toString('utf8') ?? exchange?.error?.code;
  };
  assert.equal(await answering('shop.invalid'), 'shop.invalid shop.invalid');
  assert.equal(await answering('other.invalid'), 'ERR_TLS_CERT_ALTNAME_INVALID');
});

test('nothing that answers tells a release: that is given up soon', async (t) => {
  const { seen, codes } = await observe(t, {}, () => ({ within: '1m', read: [{ header: 'x-nothing' }] }), { silentMs: 0 });
  assert.deepEqual([codes, seen.rounds], [['RELEASE_UNPROVEN'], 2]);
});

test('files of a reference are those of the previous release where it is of the same site', () => {
  const reference = (url: string) => ({ target: { name: 'site', url, environment: 'lab' }, facts: { asset: { '/app-*.js': '/app-1.js', '/v-*.js': 'https://cdn.example/v-1.js', '/x.js': '(varies)' } } }) as unknown as Snapshot;
  const target = { name: 'site', url: 'https://shop.example/start', environment: 'lab' };
  const assets = (url: string) => planRelease(null, '7', { target, deadlineMs: 60_000, reference: reference(url) }, secretReader({}, fileReader('/')))?.identity;
  assert.deepEqual(assets('https://shop.example/')?.previousAssets, ['https://shop.example/app-1.js', 'https://cdn.example/v-1.js']);
  assert.deepEqual(assets('https://uat.shop.example/')?.previousAssets, []);
  assert.equal(assets('https://shop.example/')?.withinMs, 30_000);
});

test('values of another kind are no release to wait for', async (t) => {
  const { seen, codes } = await observe(t, {}, () => ({ within: '1m' }), { silentMs: 0, release: '4c1d9ab7e2f00b1c9d8e7f6a5b4c3d2e1f0a9b8c' });
  assert.deepEqual([codes, seen.rounds], [['RELEASE_UNPROVEN'], 2]);
});

test('values are refused with their place', () => {
  const refused = readGate({ release: { read: [{ cookie: 'x' }], within: 'soon', instances: [{ name: 'a' }, { name: 'a', address: '10.0.0.1:99999' }], previousAssets: ['app.js'] } });
  assert.ok('problems' in refused);
  assert.deepEqual(refused.problems.map((problem) => problem.split(' ')[0]), ['release.read[0]', 'release.within', 'release.instances[0]', 'release.instances[1].address', 'release.previousAssets[0]']);
});
