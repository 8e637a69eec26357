import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { renderDrift } from '../reports/drift-text.ts';
import { displayWidth } from '../reports/display-width.ts';
import { type DriftPolicy, driftBetween } from '../verdict/drift.ts';
import { labelOf, sidesOf } from '../verdict/drift-words.ts';
import { type Facts, type Snapshot, encodeSnapshot, readSnapshot, snapshotBody, varying } from '../verdict/snapshot.ts';

const digest = (text: string) => createHash('sha256').update(text).digest('hex');

function taken(facts: Facts, change: Partial<Snapshot> = {}): Snapshot {
  return { schema: 'gonogo.snapshot/v1', tool: { name: 'gonogo', version: '0.1.0' }, takenAt: '2026-11-24T10:00:00.000Z', target: { name: 'uat', url: 'https://uat.shop.example/', environment: 'uat' }, salt: '0'.repeat(32), notObserved: {}, facts, ...change };
}

const production = { target: { name: 'production', url: 'https://shop.example/', environment: 'production' } };
const none: DriftPolicy = { same: [], expected: [] };
const wide = "'self' https://a.example https://b.example https://pay.example";
const narrow = "'self' https://a.example https://b.example";

const cases: { name: string; reference: Facts; observed: Facts; policy?: DriftPolicy; change?: Partial<Snapshot>; expected: string[]; declared?: number; hidden?: number }[] = [
  { name: 'nothing differs', reference: { flag: { a: 'true' } }, observed: { flag: { a: 'true' } }, expected: [] },
  { name: 'a policy that allows less', reference: { policy: { '/ connect-src': wide } }, observed: { policy: { '/ connect-src': narrow } }, expected: ['critical CSP connect-src'] },
  { name: 'a flag that is flipped', reference: { flag: { 'new-checkout': 'true' } }, observed: { flag: { 'new-checkout': 'false' } }, expected: ['critical flag new-checkout'] },
  { name: 'an older API', reference: { api: { 'acme GET /v1/orders version': 'v3' } }, observed: { api: { 'acme GET /v1/orders version': 'v2' } }, expected: ['critical API v3 -> v2'] },
  { name: 'a missing value, a new one', reference: { config: { 'c.a': '1' } }, observed: { config: { 'c.b': '1' } }, expected: ['critical config c.a missing', 'critical config c.b added'] },
  { name: 'a lost cookie flag; a cookie more is less', reference: { cookie: { sid: 'Secure; HttpOnly' } }, observed: { cookie: { sid: 'Secure', tmp: 'Secure' } }, expected: ['critical cookie sid', 'normal cookie tmp added'] },
  { name: 'a header that protects, and one that does not', reference: { header: { '/ server': 'a', '/ x-frame-options': 'DENY' } }, observed: { header: { '/ server': 'b' } }, expected: ['critical header / x-frame-options missing', 'normal header / server'] },
  { name: 'another party, with a script and without', reference: {}, observed: { party: { 'https://t.example': 'script', 'https://p.example': 'other' } }, expected: ['critical other party https://t.example added', 'normal other party https://p.example added'] },
  { name: 'the host of each side stands for that of the other', reference: { policy: { '/ connect-src': "'self' https://uat.shop.example" }, party: { 'https://uat.shop.example': 'other' } }, observed: { policy: { '/ connect-src': "'self' https://shop.example" }, party: { 'https://shop.example': 'other' } }, expected: [] },
  { name: 'texts that stand for each other', reference: { config: { merchant: 'M-1', api: 'https://api.uat.example' } }, observed: { config: { merchant: 'M-2', api: 'https://api.prod.example' } }, policy: { same: [['M-1', 'M-2'], ['api.uat.example', 'api.prod.example']], expected: [] }, expected: [] },
  { name: 'a text that does not stand for this one', reference: { config: { merchant: 'M-1' } }, observed: { config: { merchant: 'M-9' } }, policy: { same: [['M-1', 'M-2']], expected: [] }, expected: ['critical config merchant'] },
  { name: 'a declared fact', reference: { header: { '/ server': 'a' }, flag: { beta: 'true' } }, observed: { header: { '/ server': 'b' }, flag: { beta: 'false' } }, policy: { same: [], expected: [{ match: '^header .* server$', reason: 'another CDN' }] }, expected: ['critical flag beta'], declared: 1 },
  { name: 'what varies by itself, or was not read', reference: { config: { nonce: 'a', b: '(not read)' } }, observed: { config: { nonce: varying, b: '2' } }, expected: [] },
  { name: 'a page and a call that gave no answer', reference: { document: { '/cart status': '200', '/cart type': 'text/html' }, policy: { '/cart connect-src': "'self'" }, api: { 'own GET /v1 status': '200', 'own GET /v1 version': 'v3' }, config: { '/c.json a': '1' } }, observed: { document: { '/cart status': '(not read)' }, api: { 'own GET /v1 status': '(not read)' }, config: { '/c.json': '(not read)' } }, expected: [] },
  { name: 'a source of configuration that answers with nothing', reference: { config: { '/c.json a': '1' } }, observed: { config: { '/c.json': '(nothing: status 404)' } }, expected: ['critical config /c.json added', 'critical config /c.json a missing'] },
  { name: 'flags that could not be read', reference: { flag: { beta: 'true' } }, observed: { flag: { '/api/flags': '(not read)' } }, expected: [] },
  { name: 'files of another release', reference: { release: { '/ x-release': '1' }, asset: { '/app-*.js': '/app-1.js' } }, observed: { release: { '/ x-release': '2' }, asset: { '/app-*.js': '/app-2.js' } }, expected: ['trivial release / x-release', 'trivial asset /app-*.js'] },
  { name: 'files that differ though the release does not', reference: { release: { '/ x-release': '1' }, asset: { '/app-*.js': '/app-1.js' } }, observed: { release: { '/ x-release': '1' }, asset: { '/app-*.js': '/app-2.js' } }, expected: ['normal asset /app-*.js'] },
  { name: 'a secret under the same salt', reference: { config: { key: 'hidden:aaaa' } }, observed: { config: { key: 'hidden:bbbb' } }, expected: ['critical config key'] },
  { name: 'a secret under another salt', reference: { config: { key: 'hidden:aaaa' } }, observed: { config: { key: 'hidden:bbbb' } }, change: { salt: '1'.repeat(32) }, expected: [], hidden: 1 },
  { name: 'what one side did not observe', reference: { party: { 'https://t.example': 'script' } }, observed: {}, change: { notObserved: { party: 'no browser was asked' } }, expected: [] },
];

for (const { name, reference, observed, policy = none, change = {}, expected, declared = 0, hidden = 0 } of cases) {
  test(name, () => {
    const drift = driftBetween(taken(reference), taken(observed, { ...production, ...change }), policy);
    assert.deepEqual(drift.differences.map((one) => `${one.severity} ${labelOf(one)}`), expected);
    assert.deepEqual([drift.declared.length, drift.hidden], [declared, hidden]);
  });
}

test('of two lists only what differs is told', () => {
  assert.deepEqual(sidesOf({ reference: wide, observed: narrow }), { reference: '… https://pay.example', observed: 'without https://pay.example' });
  assert.deepEqual(sidesOf({ reference: 'true', observed: null }), { reference: 'true', observed: '(none)' });
  assert.deepEqual(sidesOf({ reference: 'hidden:0011223344', observed: '' }), { reference: '(a secret, 001122)', observed: '(empty)' });
});

const sample = taken({ flag: { b: '2', a: '1' }, policy: { '/ default-src': "'self'" } }, { notObserved: { worker: 'no browser' } });
const text = encodeSnapshot(sample, digest(snapshotBody(sample)));

test('a snapshot is read as it was written, in an order that hangs on its content only', () => {
  assert.deepEqual(readSnapshot(text, digest), { snapshot: { ...JSON.parse(text) } });
  const turned = taken({ policy: { '/ default-src': "'self'" }, flag: { a: '1', b: '2' } }, { notObserved: { worker: 'no browser' } });
  assert.equal(encodeSnapshot(turned, digest(snapshotBody(turned))), text);
  assert.deepEqual(text.split('\n').filter((line) => /"[ab]":/.test(line)), ['      "a": "1",', '      "b": "2"']);
});

const damaged: [name: string, text: string, problem: RegExp][] = [
  ['cut off', text.slice(0, -40), /^is cut off or damaged/],
  ['edited by hand', text.replace('"a": "1"', '"a": "7"'), /^was changed after it was taken/],
  ['with a salt of another file', text.replace('0'.repeat(32), '1'.repeat(32)), /^was changed after it was taken/],
  ['of an older gonogo', text.replace('snapshot/v1', 'snapshot/v0'), /^was taken by an older gonogo \(gonogo.snapshot\/v0\): take it again/],
  ['of a newer gonogo', text.replace('snapshot/v1', 'snapshot/v2'), /^was taken by a newer gonogo/],
  ['a verdict', '{"schema":"gonogo.verdict/v1"}', /^is no snapshot: its schema is not "gonogo.snapshot\/v1", but "gonogo.verdict\/v1"/],
  ['no JSON', 'hello', /^is no snapshot: it is not JSON/],
  ['a list', '[]', /^is no snapshot/],
  ['without facts', '{"schema":"gonogo.snapshot/v1"}', /^is damaged: tool is wrong/],
  ['with an unknown kind of facts', text.replace('"flag": {', '"flags": {'), /^is damaged: facts.flags is wrong/],
  ['with a time that is none', text.replace('2026-11-24T10:00:00.000Z', '2026 (\\u001b[31m)'), /^is damaged: takenAt is no time/],
  ['of no site', text.replace('https://uat.shop.example/', 'javascript:1'), /^is damaged: target is wrong/],
  ['with a number for a value', text.replace('"a": "1"', '"a": 1'), /^is damaged: facts.flag is wrong/],
  ['with a terminal sequence for a kind', text.replace('"flag": {', '"\\u001b[31m": {'), /^is damaged: facts\.(?!.*\u001b)/],
];
for (const [name, document, problem] of damaged) {
  test(`a file ${name} is refused`, () => {
    const read = readSnapshot(document, digest);
    assert.ok('problem' in read);
    assert.match(read.problem, problem);
  });
}

test('differences fit a terminal and cannot drive it', () => {
  const evil = '\u001b]0;owned\u0007\n::error::x';
  const long = taken({ release: { '/ x-release': '1' }, policy: { '/ connect-src': wide }, config: { [`c.${'x'.repeat(300)}`]: 'y'.repeat(900), [evil]: evil }, asset: Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`/a${index}-*.js`, `/a${index}-1.js`])) });
  const shown = renderDrift(driftBetween(long, taken({ policy: { '/ connect-src': narrow } }, production), none), long, taken({}, production), { columns: 80, color: false });
  assert.ok(shown.split('\n').every((line) => displayWidth(line) <= 80), shown);
  assert.ok(!shown.includes('\u001b') && !/^::/m.test(shown));
  assert.match(shown, /critical 3\n {4}CSP connect-src of \/\n {6}- … https:\/\/pay\.example\n {6}\+ without https:\/\/pay\.example/);
  assert.match(shown, /trivial 41\n[^]*and 31 more: see --json/);
  const same = renderDrift(driftBetween(sample, sample, none), sample, sample, { columns: 80, color: false });
  assert.match(same, /Not compared: worker, no browser\n {2}Nothing differs\./);
});
