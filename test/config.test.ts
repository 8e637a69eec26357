import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { resolveOwnPackage } from '../cli/own-package.ts';
import { defineGate, env, loadGate } from '../config.ts';
import { UsageError } from '../config/usage-error.ts';
import { readGate } from '../config/schema.ts';

resolveOwnPackage();
const fixtures = join(import.meta.dirname, 'fixture-configs');

const partner = (over: object) => ({ partners: [{ name: 'p', baseUrl: 'https://p.example', journeys: [{ name: 'j', steps: [step({})] }], ...over }] });
const step = (over: object) => ({ request: { path: '/a' }, ...over });
const steps = (...list: object[]) => partner({ journeys: [{ name: 'j', steps: list }] });
const at = 'partners[0].journeys[0].steps[0]';

const refused: [sentence: string, gate: unknown, ...problems: string[]][] = [
  ['a gate that is no object', 5, 'the configuration must be an object, but is 5.'],
  ['an unknown key, with the near one', { page: [] }, 'page is not a known key: did you mean pages? Known keys here: targets, pages, partners, control, firstParty, console, policy, release, drift, rollback, logs, specs, output, deadline.'],
  ['a key of a later version', { pages: [{ path: '/', auth: {} }] }, 'pages[0].auth is not a known key: Known keys here: path, name, severity, sees, document, viewports.'],
  ['every unknown key', { pages: [{ path: '/', nme: 'x', seens: 'y' }] }, 'pages[0].nme is not a known key: did you mean name? Known keys here: path, name, severity, sees, document, viewports.', 'pages[0].seens is not a known key: did you mean sees? Known keys here: path, name, severity, sees, document, viewports.'],
  ['a window that there is not', { pages: [{ path: '/', viewports: ['tablet'] }] }, 'pages[0].viewports[0] must be one of desktop or mobile, but is "tablet".'],
  ['no window at all', { pages: [{ path: '/', viewports: [] }] }, 'pages[0].viewports must not be empty.'],
  ['a missing path', { pages: [{}] }, 'pages[0].path is missing: it must be a path that starts with one /, such as /cart.'],
  ['a relative path', { pages: [{ path: 'cart' }] }, 'pages[0].path must be a path that starts with one /, such as /cart, but is "cart".'],
  ['a path that leads to another host', { pages: [{ path: '//evil.example' }] }, 'pages[0].path must be a path that starts with one /, such as /cart, but is "//evil.example".'],
  ['a path that leads to another host by backslash', { pages: [{ path: '/\\evil.example' }] }, 'pages[0].path must be a path that starts with one /, such as /cart, but is "/\\\\evil.example".'],
  ['a severity that is none', { pages: [{ path: '/', severity: 'high' }] }, 'pages[0].severity must be one of blocker, critical, normal, minor or trivial, but is "high".'],
  ['pages with equal paths', { pages: [{ path: '/' }, { path: '/a' }, { path: '/' }] }, 'pages[2].path must differ from the one at [0], but both are "/".'],
  ['pages with equal names', { pages: [{ path: '/', name: 'Home' }, { path: '/a', name: 'Home' }] }, 'pages[1].name must differ from the one at [0], but both are "Home".'],
  ['an element to see without selector', { pages: [{ path: '/', sees: { css: 'a' } }] }, 'pages[0].sees must be a text, or an element as { selector: "…" }, but is an object.'],
  ['a document status out of range', { pages: [{ path: '/', document: { status: 20 } }] }, 'pages[0].document.status must be at least 100, but is 20.'],
  ['a document type that is none', { pages: [{ path: '/', document: { type: 'html' } }] }, 'pages[0].document.type must be a content type such as text/html, but is "html".'],
  ['a final URL that is none', { pages: [{ path: '/', document: { finalUrl: 'login' } }] }, 'pages[0].document.finalUrl must be a path such as /login or an http(s) URL, but is "login".'],
  ['a target without scheme', { targets: { prod: { url: 'shop.example' } } }, 'targets.prod.url must be a URL that starts with http:// or https://, but is "shop.example".'],
  ['a target that is a file', { targets: { 'prod eu': { url: 'file:///x' } } }, 'targets["prod eu"].url must be a URL that starts with http:// or https://, but is "file:///x".'],
  ['credentials in a URL, without repeating them', partner({ baseUrl: 'https://user:hunter2@p.example' }), 'partners[0].baseUrl must not carry a user name or password: send them as a header and take the value from env("NAME").'],
  ['a control URL that is none', { control: '' }, 'control must be a URL that starts with http:// or https://, but is "".'],
  ['partners with equal names', { partners: [...partner({}).partners, ...partner({}).partners] }, 'partners[1].name must differ from the one at [0], but both are "p".'],
  ['a partner whose name looks like a journey', partner({ name: 'a/b' }), 'partners[0].name must be a name without /, which separates partner and journey in reports, but is "a/b".'],
  ['a partner without journeys', partner({ journeys: [] }), 'partners[0].journeys must not be empty.'],
  ['journeys with equal names', partner({ journeys: [{ name: 'j', steps: [step({})] }, { name: 'j', steps: [step({})] }] }), 'partners[0].journeys[1].name must differ from the one at [0], but both are "j".'],
  ['a journey without steps', partner({ journeys: [{ name: 'j', steps: [] }] }), 'partners[0].journeys[0].steps must not be empty.'],
  ['steps with equal names', steps(step({ name: 's' }), step({ name: 's' })), 'partners[0].journeys[0].steps[1].name must differ from the one at [0], but both are "s".'],
  ['a header name with a blank', partner({ headers: { 'x key': 'a' } }), 'partners[0].headers["x key"] is not a name that HTTP allows for a header.'],
  ['a header value that is a number', partner({ headers: { 'x-key': 5 } }), 'partners[0].headers["x-key"] must be a text, env("NAME") or file("PATH"), but is 5.'],
  ['a variable name that is none', partner({ headers: { 'x-key': env('A-B') } }), 'partners[0].headers["x-key"].env must be the name of an environment variable, such as PARTNER_TOKEN, but is "A-B".'],
  ['a method that is none', steps(step({ request: { path: '/', method: 'FETCH' } })), `${at}.request.method must be one of GET, HEAD, OPTIONS, POST, PUT, PATCH or DELETE, but is "FETCH".`],
  ['a changing method without mutates', steps(step({ request: { path: '/', method: 'POST' } })), `${at}.mutates must be true, because POST changes something at the partner; only GET, HEAD and OPTIONS go without.`],
  ['two bodies', steps(step({ request: { path: '/', json: {}, body: '' } })), `${at}.request must have one body, but has json and body.`],
  ['a JSON body with something else in it', steps(step({ request: { path: '/', json: { at: new Date() } } })), `${at}.request.json must be JSON: texts, numbers, booleans, null, lists and plain objects, but is an object.`],
  ['a form value that is a list', steps(step({ request: { path: '/', form: { a: [] } } })), `${at}.request.form.a must be a text, a number, true, false, env("NAME"), file("PATH"), a captured value or a function of them, but is an empty list.`],
  ['a status that is none', steps(step({ expect: { status: 'ok' } })), `${at}.expect.status must be an HTTP status or a list of them, each from 100 to 599, but is "ok".`],
  ['a list of statuses with a wrong one', steps(step({ expect: { status: [200, 2000] } })), `${at}.expect.status must be an HTTP status or a list of them, each from 100 to 599, but is a list.`],
  ['an expected header that is no regular expression', steps(step({ expect: { headers: { vary: '/(/' } } })), `${at}.expect.headers.vary must be a regular expression, but /(/: Unterminated group.`],
  ['an expected header with flags', steps(step({ expect: { headers: { vary: /a/i } } })), `${at}.expect.headers.vary must be a regular expression without flags, but is /a/i.`],
  ['a JSONPath without root', steps(step({ expect: { json: { state: 1 } } })), `${at}.expect.json.state is not a JSONPath such as $.items[0].price: expected '$', found 's' ('state':0).`],
  ['a JSONPath that is not closed', steps(step({ expect: { json: { '$.a[': 1 } } })), `${at}.expect.json["$.a["] is not a JSONPath such as $.items[0].price: unclosed bracketed selection ('$.a[':4).`],
  ['a matcher with an unknown key', steps(step({ expect: { json: { '$.a': { equal: 1 } } } })), `${at}.expect.json["$.a"].equal is not a known key: did you mean equals? Known keys here: equals, oneOf, type, matches, minItems, captured, not.`],
  ['a JSON type that is none', steps(step({ expect: { json: { '$.a': { type: 'int' } } } })), `${at}.expect.json["$.a"].type must be one of string, number, boolean, object, array or null, but is "int".`],
  ['a budget that is none', steps(step({ budget: '20 seconds' })), `${at}.budget must be a duration such as 500ms, 90s, 5m or 2h (a whole number and a unit, 24h at most), but is "20 seconds".`],
  ['a deadline that is a number', { deadline: 300 }, 'deadline must be a duration such as 500ms, 90s, 5m or 2h (a whole number and a unit, 24h at most), but is 300.'],
  ['a first-party host with scheme', { firstParty: ['https://cdn.example'] }, 'firstParty[0] must be a host such as cdn.example.net, without https://, port and path, but is "https://cdn.example".'],
  ['a console pattern that is none', { console: { allow: [{ match: '(', reason: 'r' }] } }, 'console.allow[0].match must be a regular expression, but /(/: Unterminated group.'],
  ['a console pattern with the flag v', { console: { allow: [{ match: /a/v, reason: 'r' }] } }, 'console.allow[0].match must not use the flags u and v, but is /a/v.'],
  ['an allowance without reason', { console: { allow: [{ match: 'a' }] } }, 'console.allow[0].reason is missing: it must be a text.'],
  ['a day that does not exist', { console: { allow: [{ match: 'a', reason: 'r', expires: '2026-02-30' }] } }, 'console.allow[0].expires must be a day written as YYYY-MM-DD, but is "2026-02-30".'],
  ['a policy that is none', { policy: { flaky: 'fail', block: ['blocker', 'high'] } }, 'policy.block[1] must be one of blocker, critical, normal, minor or trivial, but is "high".', 'policy.flaky must be one of warn or block, but is "fail".'],
  ['specs that are no list', { specs: 5 }, 'specs must be a glob or a list of globs, such as smoke/**/*.spec.ts, but is 5.'],
  ['an empty output', { output: '' }, 'output must not be empty.'],
];

for (const [sentence, gate, ...problems] of refused) {
  test(`${sentence}: is refused`, () => assert.deepEqual(readGate(gate), { problems }));
}

test('an empty gate gets every default', () => {
  const gate = {
    targets: {},
    pages: [],
    partners: [],
    control: null,
    firstParty: [],
    console: { allow: [] },
    policy: { block: ['blocker', 'critical'], flaky: 'warn', dependency: 'inconclusive' },
    release: null,
    drift: { config: [], flags: [], values: [], same: [], expected: [] },
    specs: [],
    output: null,
    deadline: 300_000,
  };
  assert.deepEqual(readGate({}), { gate });
});

test('a step gets every default, and a plain value as matcher means equals', () => {
  const result = readGate(defineGate(steps(step({ expect: { status: 200, json: { '$.a': null, '$.b': { matches: /x/s } } } }))));
  assert.ok('gate' in result);
  assert.deepEqual(result.gate.partners[0]?.journeys[0]?.steps[0], {
    request: { method: 'GET', path: '/a', query: {}, headers: {} },
    expect: { status: [200], headers: {}, json: { '$.a': { equals: null }, '$.b': { matches: '(?s:x)' } } },
    mutates: false,
    encodings: false,
    cleanup: false,
    budget: 20_000,
  });
});

test('a TypeScript configuration is loaded from its path', async () => {
  const { file, gate } = await loadGate('fixture-configs/full.ts', import.meta.dirname);
  assert.equal(file, join(fixtures, 'full.ts'));
  assert.deepEqual(gate.console.allow, [{ match: '(?i:known noise)', reason: 'vendor bug', expires: '2027-01-31' }]);
  assert.deepEqual(gate.firstParty, ['cdn.example.net']);
  assert.deepEqual(gate.policy, { block: ['blocker', 'critical'], flaky: 'block', dependency: 'inconclusive' });
});

test('a JSON configuration is loaded, and keeps secrets as references', async () => {
  const { gate } = await loadGate('secret.json', fixtures);
  assert.deepEqual(gate.partners[0]?.headers, { 'x-key': { env: 'P_KEY' } });
});

const unloadable: [sentence: string, file: string, message: string][] = [
  ['a missing file', 'none.ts', '--config none.ts is not a file: give the path of one such as gonogo.config.ts, gonogo.config.mts, gonogo.config.js, gonogo.config.mjs or gonogo.config.json.'],
  ['a folder', '.', '--config . is not a file: give the path of one such as gonogo.config.ts, gonogo.config.mts, gonogo.config.js, gonogo.config.mjs or gonogo.config.json.'],
  ['a file of another kind', 'gonogo.yaml', '--config gonogo.yaml must end in .ts, .mts, .js, .mjs or .json.'],
  ['a configuration that imports what is not there', 'lost-import.js', "lost-import.js cannot be loaded: Cannot find module 'nowhere.js' imported from lost-import.js."],
  ['broken JSON', 'broken.json', 'broken.json is not JSON that can be read: Unexpected token \'}\', "{ "pages": [ } ".'],
  ['broken JavaScript', 'broken.js', "broken.js cannot be loaded: Unexpected token '}'."],
  ['a file without default export', 'no-default.js', 'no-default.js has no default export: write export default defineGate({ … }).'],
];

for (const [sentence, file, message] of unloadable) {
  test(`${sentence}: is one sentence with the path`, async () => {
    await assert.rejects(loadGate(file, fixtures), (error) => {
      assert.ok(error instanceof UsageError);
      assert.equal(error.message, message);
      return true;
    });
  });
}

/** A folder of its own, away from this package, gone after `use`. */
async function inFolder(files: Record<string, string>, use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'gonogo-config-'));
  try {
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const importing = `import { defineGate, type GateConfig } from 'gonogo';
const gate: GateConfig = { pages: [{ path: '/found' }] };
export default defineGate(gate);
`;

for (const type of [undefined, '{}', '{ "type": "commonjs" }', '{ "type": "module" }']) {
  test(`gonogo.config.ts is found and imports gonogo without node_modules, package.json: ${type ?? 'none'}`, () =>
    inFolder({ 'gonogo.config.ts': importing, 'gonogo.config.json': '{}', ...(type === undefined ? {} : { 'package.json': type }) }, async (folder) => {
      const { file, gate } = await loadGate(undefined, folder);
      assert.equal(file, join(folder, 'gonogo.config.ts'));
      assert.deepEqual(gate.pages, [{ path: '/found', severity: 'blocker', viewports: ['desktop'] }]);
    }));
}

test('a folder without configuration gives an empty gate', () =>
  inFolder({}, async (folder) => {
    const { file, gate } = await loadGate(undefined, folder);
    assert.equal(file, null);
    assert.deepEqual(gate.pages, []);
  }));

test('a broken TypeScript configuration names the line', () =>
  inFolder({ 'gonogo.config.ts': 'export default {\n  pages: [ }\n' }, async (folder) => {
    await assert.rejects(loadGate(undefined, folder), /^UsageError: gonogo\.config\.ts cannot be loaded: [^\n]+ \(gonogo\.config\.ts:2\)\.$/);
  }));

test('a configuration that throws is one sentence', () =>
  inFolder({ 'gonogo.config.mjs': 'throw new Error("no vault.\\nmore")' }, async (folder) => {
    await assert.rejects(loadGate(undefined, folder), { name: 'UsageError', message: 'gonogo.config.mjs cannot be loaded: no vault.' });
  }));

test('several problems are counted on the first line and listed one per line', () =>
  inFolder({ 'gonogo.config.json': '{ "pages": [{}], "control": "x" }' }, async (folder) => {
    await assert.rejects(loadGate(undefined, folder), {
      name: 'UsageError',
      message: [
        'gonogo.config.json has 2 problems:',
        '  pages[0].path is missing: it must be a path that starts with one /, such as /cart.',
        '  control must be a URL that starts with http:// or https://, but is "x".',
      ].join('\n'),
    });
  }));

test('one problem is one line', () =>
  inFolder({ 'other.json': '{ "deadline": "x" }' }, async (folder) => {
    await assert.rejects(loadGate('other.json', folder), /^UsageError: other\.json: deadline must be a duration such as [^\n]+, but is "x"\.$/);
  }));
