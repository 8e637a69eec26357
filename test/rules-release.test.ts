import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expectedRelease } from '../cli/expected-release.ts';
import { evaluateCheck } from '../verdict/evaluate.ts';
import { isRelease, isWrittenAlike, releaseMatch, releaseSeen } from '../verdict/release-match.ts';
import type { ReleaseObservation, ReleasePlace, ReleaseSample } from '../verdict/release-observation.ts';
import { judgeRelease } from '../verdict/rules/release.ts';
import { releaseCheck } from '../cli/plan-release.ts';
import type { Plan } from '../verdict/plan.ts';

const site = 'https://shop.example';

function sample(release: string | null, change: Partial<ReleaseSample> = {}): ReleaseSample {
  return { status: 200, error: null, values: release === null ? [] : [{ source: 'header x-release', value: release }], cache: [], assets: [], ...change };
}

function place(samples: (ReleaseSample | string | null)[], change: Partial<ReleasePlace> = {}): ReleasePlace {
  return { kind: 'page', url: `${site}/`, instance: null, fresh: null, samples: samples.map((one) => (typeof one === 'object' && one !== null ? one : sample(one))), ...change };
}

function observed(places: ReleasePlace[], change: Partial<ReleaseObservation> = {}): ReleaseObservation {
  return { kind: 'release', subject: 'release', startedAt: '2026-11-24T10:00:00.000Z', durationMs: 40_000, expected: '2026.7.0', declared: false, rounds: 4, places, previous: [], ...change };
}

const old = '2026.6.3';
const now = '2026.7.0';
const build = (hash: string) => [`${site}/assets/app-${hash}.js`];
const hit = { cache: ['age: 512', 'x-cache: HIT'] };

const cases: { name: string; seen: ReleaseObservation; match: boolean | 'unknown'; expected: string[] }[] = [
  { name: 'the release everywhere', seen: observed([place([now, now, now]), place([now], { kind: 'form', url: `${site}/index.html` }), place([now], { instance: 'b' })]), match: true, expected: [] },
  { name: 'the old build is still served', seen: observed([place([old, old, old])]), match: false, expected: ['WRONG_RELEASE blocker release'] },
  { name: 'half of the answers are old', seen: observed([place([now, old, now, old])]), match: false, expected: ['MIXED_RELEASES blocker environment'] },
  { name: 'one instance is old', seen: observed([place([now, now]), place([old, old], { instance: 'b' })]), match: false, expected: ['MIXED_RELEASES blocker environment'] },
  { name: 'the other form of the URL is old', seen: observed([place([now]), place([old], { kind: 'form', url: `${site}/index.html` })]), match: false, expected: ['MIXED_RELEASES blocker environment'] },
  { name: 'the API is old', seen: observed([place([now]), place([old], { kind: 'api', url: `${site}/api/status` })]), match: false, expected: ['MIXED_RELEASES blocker environment'] },
  { name: 'an API that tells nothing needs not', seen: observed([place([now]), place([null], { kind: 'api', url: `${site}/api/status` })]), match: true, expected: [] },
  { name: 'an API alone must tell', seen: observed([place([null], { kind: 'api', url: `${site}/api/status` })]), match: 'unknown', expected: ['RELEASE_UNPROVEN blocker release'] },
  { name: 'nothing tells', seen: observed([place([null, null])]), match: 'unknown', expected: ['RELEASE_UNPROVEN blocker release'] },
  { name: 'one page does not tell', seen: observed([place([now]), place([null], { url: `${site}/cart` })]), match: 'unknown', expected: ['RELEASE_UNPROVEN blocker release'] },
  { name: 'one page does not answer', seen: observed([place([now]), place([sample(null, { status: null, error: 'ECONNREFUSED' })], { url: `${site}/cart` })]), match: 'unknown', expected: ['RELEASE_UNPROVEN blocker release'] },
  { name: 'an index.html that is not there is no form of the page', seen: observed([place([now]), place([sample(null, { status: 404 })], { kind: 'form', url: `${site}/index.html` })]), match: true, expected: [] },
  { name: 'no place was asked', seen: observed([]), match: 'unknown', expected: ['RELEASE_UNPROVEN blocker release'] },
  { name: 'a value of another kind is no other release', seen: observed([place(['4c1d9ab7e2'])]), match: 'unknown', expected: ['RELEASE_UNPROVEN blocker release'] },
  { name: 'the version of a framework is no other release', seen: observed([place([sample(null, { values: [{ source: 'header x-aspnet-version', value: '4.0.30319' }] })])]), match: 'unknown', expected: ['RELEASE_UNPROVEN blocker release'] },
  { name: 'a declared place names a release, however it is written', seen: observed([place(['4c1d9ab7e2'])], { declared: true }), match: false, expected: ['WRONG_RELEASE blocker release'] },
  { name: 'two declared places in one answer must agree', seen: observed([place([sample(now, { values: [{ source: 'header x-release', value: now }, { source: 'meta release', value: old }] })])], { declared: true }), match: false, expected: ['WRONG_RELEASE blocker release'] },
  { name: 'an undeclared place may name other versions too', seen: observed([place([sample(now, { values: [{ source: 'header x-release', value: now }, { source: 'header x-api-version', value: '1.2.3' }] })])]), match: true, expected: [] },
  { name: 'a cached answer that names the release beside an older number', seen: observed([place([sample(now, { ...hit, values: [{ source: 'header x-release', value: now }, { source: 'meta version', value: '1.2.3' }] })])]), match: true, expected: [] },
  { name: 'cached HTML of the old release', seen: observed([place([sample(old, hit)], { fresh: sample(now) }), place([now], { kind: 'form', url: `${site}/index.html` })]), match: false, expected: ['MIXED_RELEASES blocker environment', 'CACHED_HTML critical environment'] },
  { name: 'cached HTML that names no release, but other files', seen: observed([place([sample(now, { ...hit, assets: build('AAAA1111') })], { fresh: sample(now, { assets: build('BBBB2222') }) })]), match: true, expected: ['CACHED_HTML critical environment'] },
  { name: 'HTML that a cache answered with the right build', seen: observed([place([sample(now, { ...hit, assets: build('AAAA1111') })], { fresh: sample(now, { assets: build('AAAA1111') }) })]), match: true, expected: [] },
  { name: 'an old document that no cache answered', seen: observed([place([sample(old, { cache: ['age: 0', 'x-cache: MISS'] })], { fresh: sample(now) })]), match: false, expected: ['WRONG_RELEASE blocker release'] },
  { name: 'a file of the previous release is gone', seen: observed([place([now])], { previous: [{ url: `${site}/assets/app-OLD1.js`, kind: 'script', lazy: true, status: 404, contentType: 'text/plain', error: null }] }), match: true, expected: ['PREVIOUS_ASSETS_GONE normal release'] },
  { name: 'a file of the previous release comes as a page', seen: observed([place([now])], { previous: [{ url: `${site}/assets/app-OLD1.js`, kind: 'script', lazy: true, status: 200, contentType: 'text/html', error: null }] }), match: true, expected: ['PREVIOUS_ASSETS_GONE normal release'] },
  { name: 'a file of the previous release that gave no answer says nothing', seen: observed([place([now])], { previous: [{ url: `${site}/assets/app-OLD1.js`, kind: 'script', lazy: true, status: null, contentType: null, error: 'ETIMEDOUT' }] }), match: true, expected: [] },
  { name: 'nothing is expected, and one place names two releases', seen: observed([place([now, old])], { expected: null, declared: true }), match: 'unknown', expected: ['MIXED_RELEASES blocker environment'] },
  { name: 'nothing is expected, and two places differ', seen: observed([place([now]), place(['api-7'], { kind: 'api' })], { expected: null, declared: true }), match: 'unknown', expected: [] },
];

for (const { name, seen, match, expected } of cases) {
  test(name, () => {
    assert.equal(releaseMatch(seen), match);
    assert.deepEqual(judgeRelease(seen, 'blocker').map(({ code, severity, attribution }) => `${code} ${severity} ${attribution}`), expected);
  });
}

const plan = { policy: { block: ['blocker', 'critical'], flaky: 'warn', dependency: 'inconclusive' } } as unknown as Plan;
const words = (seen: ReleaseObservation) => evaluateCheck(releaseCheck(now), seen, plan, null).findings.map(({ message, confirmed }) => `${confirmed ? 'sure' : 'open'}: ${message}`);

test('findings name shares, places, waiting and cache headers', () => {
  const mixed = observed([place([now, now, now, old]), place([old], { instance: 'eu-2' })]);
  assert.deepEqual(words(mixed), ['sure: 2 releases served at the same time after 40.0 s: 2026.7.0 in 3 of 5, 2026.6.3 in 2 of 5 answers; another one at /, / of eu-2; expected release 2026.7.0 everywhere']);
  assert.deepEqual(words(observed([place([old])])), ['sure: release 2026.6.3 is served after 40.0 s (/); expected release 2026.7.0']);
  assert.deepEqual(words(observed([place([null])], { durationMs: 600 })), ['open: it is not proven that release 2026.7.0 is served: nothing tells the served version; expected every place that is asked to name it']);
  assert.match(words(observed([place([sample(old, hit)], { fresh: sample(now) })]))[1] ?? '', /^sure: \/ comes from a cache \(age: 512, x-cache: HIT\) and is of another build, release 2026\.6\.3; expected/);
  assert.deepEqual(releaseSeen(mixed), { expected: now, observed: [now, old], match: false });
});

test('a release is its id, or a part of the commit', () => {
  const sha = '4c1d9ab7e2f00b1c9d8e7f6a5b4c3d2e1f0a9b8c';
  const same: [string, string, boolean][] = [[now, now, true], [now, old, false], [sha, sha.slice(0, 7), true], [sha.slice(0, 12), sha, true], [sha, 'abc', false], [sha, sha.slice(0, 6), false], ['2026', '20261124', false], ['1.2', '1.2.3', false]];
  for (const [expected, value, is] of same) assert.equal(isRelease(expected, value), is, `${expected} ${value}`);
  const alike: [string, string, boolean][] = [[now, old, true], ['v1.2.3', 'v1.10.0', true], [now, '4.0', false], [sha, 'f00ba47', true], [sha, now, false], [now, sha, false], ['build-12', 'build-9', true]];
  for (const [expected, value, is] of alike) assert.equal(isWrittenAlike(expected, value), is, `${expected} ${value}`);
});

test('ci is the commit that the pipeline tells', () => {
  assert.equal(expectedRelease('ci', { CI_COMMIT_SHA: ' 4c1d9ab ', GITHUB_SHA: '' }), '4c1d9ab');
  assert.equal(expectedRelease('2026.7.0', { GITHUB_SHA: '4c1d9ab' }), '2026.7.0');
  assert.equal(expectedRelease(null, { GITHUB_SHA: '4c1d9ab' }), null);
  assert.throws(() => expectedRelease('ci', {}), /--release ci takes the commit of the pipeline, and none of GITHUB_SHA, CI_COMMIT_SHA, /);
});
