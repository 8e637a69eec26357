import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { chooseBrowser } from '../fixtures/browser.ts';
import { openBrowsers } from '../fixtures/browser-supply.ts';
import { type EnvironmentContext, observeEnvironment } from '../fixtures/environment-observer.ts';
import { openConnections } from '../fixtures/http.ts';
import { type EnvironmentOptions, startEnvironment } from '../lab/environment.ts';
import { type EnvironmentFaultId, environmentFaults } from '../lab/environment-faults.ts';
import { type Drift, type DriftPolicy, driftBetween } from '../verdict/drift.ts';
import { labelOf } from '../verdict/drift-words.ts';
import type { EnvironmentObservation } from '../verdict/environment-observation.ts';
import { createRedactor } from '../verdict/redact.ts';

const salt = '00112233445566778899aabbccddeeff';
const policy: DriftPolicy = { same: [], expected: [] };
const browsers = openBrowsers(chooseBrowser(undefined, process.env));
after(() => browsers.close());

type Seen = EnvironmentObservation & { target: { name: string; url: string; environment: string } };

async function observe(options: EnvironmentOptions, over: Partial<EnvironmentContext> = {}): Promise<Seen> {
  const site = await startEnvironment(options);
  const connections = openConnections({ perOrigin: 16 });
  const target = { name: 'lab', url: `${site.url}/`, environment: 'lab' };
  try {
    const seen = await observeEnvironment({
      target, run: 'run-1', pages: [target.url], calls: [{ name: 'own GET /api/status', method: 'GET', url: `${site.url}/api/status`, headers: {} }],
      config: [{ url: '/config.json' }], flags: [{ url: '/api/flags', json: '$.flags' }], values: async () => ({ schema: '41' }), salt, headers: {}, headerHosts: [],
      isOwn: (url) => url.startsWith(site.url), connections, browsers: null, version: '1.0.0', redact: createRedactor([]), signal: new AbortController().signal, ...over,
    });
    return { ...seen, target };
  } finally {
    await Promise.all([connections.close(), site.close()]);
  }
}

const told = ({ differences }: Drift) => differences.map((one) => `${one.severity} ${labelOf(one)}`);
const healthy = await observe({});

test('what is seen of an environment, fact by fact', () => {
  const { facts } = healthy;
  assert.deepEqual(facts.policy, { '/ default-src': "'self'", '/ script-src': "'nonce-…' 'self' http://localhost:9", '/ connect-src': "'self' https://pay.example", '/ style-src': "'self'" });
  assert.deepEqual(facts.cookie, { sid: 'HttpOnly; SameSite=Lax; Path=/; session' });
  assert.deepEqual(facts.flag, { 'new-checkout': 'true', 'dark-mode': 'false' });
  assert.deepEqual(facts.place, { '/ language': 'en-GB', clock: 'in step', 'time zone of answers': 'Z' });
  assert.deepEqual(facts.api, { 'own GET /api/status status': '200', 'own GET /api/status type': 'application/json; charset=utf-8', 'own GET /api/status version': 'v3' });
  assert.deepEqual(facts.robots, { status: '200', rules: 'User-agent: * | Disallow: /basket' });
  assert.deepEqual(facts['not-found'], { status: '404', type: 'text/html; charset=utf-8', title: 'Not here' });
  assert.deepEqual(facts.connection, { tls: 'none', http: 'http/1.1' });
  assert.deepEqual(facts.value, { schema: '41' });
  assert.deepEqual(Object.keys(facts.asset ?? {}), ['/assets/app-*.css', '/assets/app-*.js']);
  assert.equal(facts.header?.['/ strict-transport-security'], 'max-age=31536000');
  assert.ok(!Object.keys(facts.header ?? {}).some((name) => /date|request-id/.test(name)));
  assert.deepEqual(Object.keys(healthy.notObserved).sort(), ['party', 'storage', 'worker']);
});

test('a secret leaves as a hash that hangs on the salt, and never as itself', async () => {
  const { facts } = healthy;
  const hidden = facts.config?.['/config.json payments.secretKey'] ?? '';
  assert.match(hidden, /^hidden:[0-9a-f]{12}$/);
  assert.ok(!JSON.stringify(healthy).includes('lab-merchant-key-55012'));
  const other = await observe({}, { salt: 'ffeeddccbbaa99887766554433221100', values: async () => ({ key: 'known-to-the-redactor' }), redact: createRedactor(['known-to-the-redactor']) });
  assert.notEqual(other.facts.config?.['/config.json payments.secretKey'], hidden);
  assert.match(other.facts.value?.['key'] ?? '', /^hidden:/);
  assert.equal(driftBetween(healthy, other, policy).hidden, 1);
});

test('fifty looks at an unchanged environment differ in nothing', async () => {
  // Without a secret, whose hash is slow on purpose.
  const look = () => observe({}, { config: [{ url: '/config.json', json: '$.api' }] });
  const first = await look();
  for (let round = 0; round < 50; round++) assert.deepEqual(told(driftBetween(first, await look(), policy)), []);
});

const faults: [EnvironmentFaultId, string[]][] = [
  ['flag-flipped', ['critical flag new-checkout']],
  ['policy-narrower', ['critical CSP connect-src']],
  ['api-older', ['critical API v3 -> v2']],
  ['config-missing', ['critical config /config.json api.timeoutMs missing']],
  ['clock-off', ['critical clock in step -> 5 min ahead']],
  ['cookie-flag-lost', ['critical cookie sid']],
];
test('every fault of the environment side is met here', () => {
  const met = ['origin-added', ...faults.map(([id]) => id)];
  assert.deepEqual(environmentFaults.filter(({ side }) => side === 'environment').map(({ id }) => id).filter((id) => !met.includes(id)), []);
});

for (const [fault, expected] of faults) {
  test(`${fault} is told by its own fact`, async () => {
    assert.deepEqual(told(driftBetween(healthy, await observe({ faults: [fault] }), policy)), expected);
  });
}

test('another release is told by version and files, which are trivial', async () => {
  const drift = driftBetween(healthy, await observe({ release: '2026.8.1' }), policy);
  assert.ok(drift.differences.length > 3);
  assert.deepEqual([...new Set(drift.differences.map(({ severity, kind }) => `${severity} ${kind}`))].sort(), ['trivial asset', 'trivial release']);
});

test('a browser sees other parties, global objects, storage and service workers', async () => {
  const [before, twice, tagged] = [await seeing(null), await seeing(null), await seeing('origin-added')];
  assert.deepEqual(before.notObserved, {});
  assert.deepEqual(before.facts.storage, { 'local basket': 'there', 'session seen': 'there' });
  assert.deepEqual(before.facts.worker, { '/': '/worker.js' });
  assert.equal(before.facts.config?.['__SETTINGS__ limits.basket'], '40');
  assert.equal(before.facts.config?.['__SETTINGS__ session'], '(varies)');
  assert.deepEqual(told(driftBetween(before, twice, policy)), []);
  assert.deepEqual(told(driftBetween(before, tagged, policy)), ['critical other party http://localhost:9 added']);
});

function seeing(fault: EnvironmentFaultId | null): Promise<Seen> {
  return observe({ faults: fault === null ? [] : [fault] }, { browsers, config: [{ url: '/config.json' }, { global: '__SETTINGS__' }] });
}

test('a site that is not there is not observed, which is no difference', async () => {
  const gone = await observe({}, { pages: ['http://127.0.0.1:9/'], calls: [], config: [], flags: [], values: async () => ({}) });
  assert.equal(gone.notObserved.policy, 'no page answered');
  const kinds = new Set(driftBetween(healthy, gone, policy).differences.map(({ kind }) => kind));
  assert.ok(!kinds.has('policy') && !kinds.has('cookie') && !kinds.has('header'), [...kinds].join());
});
