import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Attribution, FindingCode, FindingData, Remark } from '../verdict/finding.ts';
import { misfit } from '../verdict/json-match.ts';
import { wordsFor } from '../verdict/messages.ts';
import type { Answer, ApiObservation, Attempt, AttemptError, AttemptOutcome, CredentialLife, FoundValues, LeftBehind, ReuseObservation, StepObservation, TokenObservation } from '../verdict/api-observation.ts';
import type { JourneyChecks, JsonMatcher, JsonValue, Severity, StepExpectation } from '../verdict/plan.ts';
import { judgeJourney } from '../verdict/rules/api.ts';

const startedAt = '2026-03-01T10:00:00.000Z';
const url = 'https://api.example/v1/orders';

function answer(changes: Partial<Answer> = {}): Answer {
  return { status: 200, headers: { 'content-type': 'application/json' }, contentType: 'application/json', bytes: 2, truncated: false, jsonError: null, sample: '{}', ...changes };
}

function attempt(outcome: Partial<Answer> | AttemptError): Attempt {
  const error = 'kind' in outcome ? (outcome as AttemptError) : null;
  return { startedAt, durationMs: 20, answer: error ? null : answer(outcome as Partial<Answer>), error };
}

function failure(kind: AttemptError['kind'], code = kind.toUpperCase()): AttemptError {
  return { kind, code, message: `it is ${kind}` };
}

function step(attempts: (Partial<Answer> | AttemptError)[], values: FoundValues[] = [], cleanup = false): StepObservation {
  return { name: 'list', method: 'GET', url, cleanup, attempts: attempts.map(attempt), values };
}

interface Case {
  steps: StepObservation[];
  expect?: Partial<StepExpectation>;
  severity?: Severity;
  attribution?: Attribution;
  reuse?: ReuseObservation;
  token?: TokenObservation;
  leftBehind?: LeftBehind[];
  credentials?: CredentialLife[];
}

function judged({ token, leftBehind, credentials, steps, expect = {}, severity = 'critical', attribution = 'release', reuse }: Case): Remark[] {
  const observation: ApiObservation = { kind: 'api', subject: 'api:p/j', startedAt, durationMs: 90, steps, reuse: reuse ?? null, ...(token === undefined ? {} : { token }), ...(leftBehind === undefined ? {} : { leftBehind }), ...(credentials === undefined ? {} : { credentials }) };
  const checks = steps.map(({ name, method }) => ({ name, method, url, budgetMs: 20_000, expect: { status: [], headers: {}, json: {}, ...expect } }));
  const journey: JourneyChecks = { id: 'api:p/j', partner: 'p', name: 'j', severity, steps: checks };
  return judgeJourney(observation, journey, { attribution });
}

function brief(remarks: Remark[]): string[] {
  return remarks.map(({ code, severity, attribution }) => `${code} ${severity} ${attribution}`);
}

/** A finding as the user reads it. */
function said(remark: Remark | undefined): string {
  assert.ok(remark);
  return wordsFor(remark.code, remark.data as FindingData[FindingCode]).seen;
}

/** A credential that ends so many hours after the journey began. */
function credential(name: string, hours: number, madeHoursBefore: number | null = null): CredentialLife {
  const at = (offset: number) => new Date(Date.parse(startedAt) + offset * 3_600_000).toISOString();
  return { name, issuedAt: madeHoursBefore === null ? null : at(hours - madeHoursBefore), endsAt: at(hours) };
}

function lost(error: AttemptError | null): ReuseObservation['tries'][number] {
  const outcome = (broken: AttemptError | null): AttemptOutcome => ({ durationMs: 30, status: broken ? null : 200, error: broken });
  return { fresh: outcome(null), reused: outcome(error) };
}

const left = { run: 'r-1', startedAt, sent: ['POST /orders'], detail: 'remove had no answer' };

const page: Partial<Answer> = { contentType: 'text/html; charset=utf-8', jsonError: undefined, sample: '<!doctype html>' };

const cases: [string, Case, string[]][] = [
  ['a good answer is nothing to remark on', { steps: [step([{}])] }, []],
  ['no content is a good answer', { steps: [step([{ status: 204, contentType: null, jsonError: undefined }])] }, []],
  ['plain text is fine when nothing is expected of it', { steps: [step([{ contentType: 'text/plain', jsonError: undefined }])] }, []],
  ['a refused connection is the environment', { steps: [step([failure('connect')])] }, ['API_UNREACHABLE critical environment']],
  ['a name that does not resolve is the environment, for other parties too', { steps: [step([failure('dns')])], attribution: 'dependency' }, ['API_UNREACHABLE critical environment']],
  ['a bad certificate belongs to whose the API is', { steps: [step([failure('tls')])], attribution: 'dependency' }, ['API_UNREACHABLE critical dependency']],
  ['a lost connection belongs to whose the API is', { steps: [step([failure('reset')])] }, ['API_UNREACHABLE critical release']],
  ['an unreadable answer belongs to whose the API is', { steps: [step([failure('protocol')])] }, ['API_UNREACHABLE critical release']],
  ['silence is a timeout, with the severity of the journey', { steps: [step([failure('timeout')])], severity: 'normal' }, ['API_TIMEOUT normal release']],
  ['only the last attempt counts', { steps: [step([failure('reset'), failure('timeout')])] }, ['API_TIMEOUT critical release']],
  ['an answer after an attempt that failed is told mildly', { steps: [step([failure('reset'), {}])] }, ['API_RETRIED minor release']],
  ['a trivial journey is not made more by a retry', { steps: [step([failure('reset'), {}])], severity: 'trivial' }, ['API_RETRIED trivial release']],
  ['a bad answer after a retry is told once', { steps: [step([{ status: 503 }, { status: 503 }])] }, ['API_STATUS critical release']],
  ['a redirect is no 2xx', { steps: [step([{ status: 301 }])] }, ['API_STATUS critical release']],
  ['a status is compared with those expected', { steps: [step([{ status: 200 }])], expect: { status: [201, 202] } }, ['API_STATUS critical release']],
  ['an expected status is good, whatever it is', { steps: [step([{ status: 404 }])], expect: { status: [404] } }, []],
  ['a page in place of data is not JSON, though nothing was expected', { steps: [step([page])] }, ['API_NOT_JSON critical release']],
  ['a page is good where the content type expected says so', { steps: [step([{ ...page, headers: { 'content-type': 'text/html' } }])], expect: { headers: { 'content-type': '/text.html/' } } }, []],
  ['a redirect that is expected may carry a page', { steps: [step([{ ...page, status: 302 }])], expect: { status: [302] } }, []],
  ['a bad status with a page is about the status', { steps: [step([{ ...page, status: 500 }])] }, ['API_STATUS critical release']],
  ['a JSON type whose body is none is not JSON', { steps: [step([{ jsonError: 'Unexpected token' }])] }, ['API_NOT_JSON critical release']],
  ['no body where values are expected is not JSON', { steps: [step([{ status: 204, contentType: null, jsonError: undefined }])], expect: { json: { '$.a': {} } } }, ['API_NOT_JSON critical release']],
  ['JSON under another type is JSON', { steps: [step([{ contentType: 'text/plain' }], [{ path: '$.a', found: [1] }])], expect: { json: { '$.a': {} } } }, []],
  ['a body that is cut off cannot be judged', { steps: [step([{ truncated: true, jsonError: 'too large' }])] }, ['API_TOO_LARGE critical release']],
  ['a large download is proven by its start', { steps: [step([{ truncated: true, contentType: 'application/zip', jsonError: undefined }])] }, ['API_TOO_LARGE minor release']],
  ['a missing header is told', { steps: [step([{}])], expect: { headers: { 'X-Version': '2' } } }, ['API_HEADER critical release']],
  ['a header is compared as a whole', { steps: [step([{ headers: { 'x-version': '21' } }])], expect: { headers: { 'x-version': '2' } } }, ['API_HEADER critical release']],
  ['a header is compared with a pattern', { steps: [step([{ headers: { 'x-version': '21' } }])], expect: { headers: { 'x-version': '/^2/' } } }, []],
  ['headers and values are told together', { steps: [step([{}], [{ path: '$.a', found: [] }])], expect: { headers: { x: '1' }, json: { '$.a': {} } } }, ['API_HEADER critical release', 'API_VALUE critical release']],
  ['each path is told once', { steps: [step([{}], [{ path: '$.a', found: [1, 2] }, { path: '$.b', found: [] }])], expect: { json: { '$.a': { type: 'string' }, '$.b': {} } } }, ['API_VALUE critical release', 'API_VALUE critical release']],
  ['a path that was not looked for counts as missing', { steps: [step([{}])], expect: { json: { '$.a': {} } } }, ['API_VALUE critical release']],
  ['steps behind a failed one are told mildly', { steps: [step([{ status: 500 }]), step([]), step([])] }, ['API_STATUS critical release', 'STEP_NOT_REACHED minor release', 'STEP_NOT_REACHED minor release']],
  ['clean-up that fails behind a failed step is told mildly', { steps: [step([{ status: 500 }]), step([{ status: 404 }], [], true)] }, ['API_STATUS critical release', 'API_STATUS minor release']],
  ['clean-up that fails by itself is a failure', { steps: [step([{}]), step([{ status: 500 }], [], true)] }, ['API_STATUS critical release']],
  ['a call that the end of the run cut off is the runner', { steps: [step([failure('aborted')]), step([])] }, ['NOT_OBSERVED critical runner', 'STEP_NOT_REACHED minor release']],
  ['a journey that was never begun is the runner', { steps: [step([]), step([])] }, ['NOT_OBSERVED critical runner']],
  ['a journey that was left in the middle is the runner', { steps: [step([{}]), step([])] }, ['NOT_OBSERVED critical runner']],
  ['a journey without steps proves nothing', { steps: [] }, ['NOT_OBSERVED critical runner']],
  ['a step that is not due is told, and nothing is missing', { steps: [step([{}]), { ...step([]), skipped: { reason: 'not-due', detail: 'x' } }] }, ['STEP_NOT_DUE trivial release']],
  ['a journey of which no step was due proves nothing', { steps: [{ ...step([]), skipped: { reason: 'not-due', detail: 'x' } }] }, ['STEP_NOT_DUE trivial release', 'NOT_OBSERVED critical runner']],
  ['a step that could not be made is the runner', { steps: [step([{}]), { ...step([]), skipped: { reason: 'unusable', detail: 'x' } }] }, ['NOT_OBSERVED critical runner']],
  ['a value that was not captured is told', { steps: [{ ...step([{}]), captured: [{ name: 'id', path: '$.id', problem: 'is missing' }] }, step([])] }, ['API_NOT_CAPTURED critical release', 'STEP_NOT_REACHED minor release']],
  ['a captured value is nothing to remark on', { steps: [{ ...step([{}]), captured: [{ name: 'id', path: '$.id', problem: null }] }] }, []],
  ['a wait that did not end is told alone', { steps: [{ ...step([{ status: 500 }]), waited: { calls: 3, withinMs: 9, missing: 'x' } }] }, ['API_NOT_SETTLED critical release']],
  ['a wait whose last call got no time is told as a wait', { steps: [{ ...step([failure('timeout')]), waited: { calls: 3, withinMs: 9, missing: 'x' } }] }, ['API_NOT_SETTLED critical release']],
  ['a wait that loses its connection is unreachable', { steps: [{ ...step([failure('connect')]), waited: { calls: 3, withinMs: 9, missing: 'x' } }] }, ['API_UNREACHABLE critical environment']],
  ['a wait that ended is nothing to remark on', { steps: [{ ...step([{}]), waited: { calls: 3, withinMs: 9, missing: null } }] }, []],
  ['a redirect that cannot be followed is told alone', { steps: [{ ...step([{ status: 302 }]), redirects: [{ status: 302, from: url, to: null, durationMs: 1, problem: 'no-location' }] }] }, ['API_REDIRECT critical release']],
  ['an answer is late by its attempt and its redirects together', { steps: [{ ...step([{}]), redirects: [{ status: 302, from: url, to: url, durationMs: 90, problem: null }] }], expect: { latency: { degraded: 50, fail: 100 } } }, ['API_SLOW critical release']],
  ['a degraded answer is told mildly', { steps: [step([{}])], expect: { latency: { degraded: 10, fail: 100 } } }, ['API_SLOW minor release']],
  ['what a killed run left is told mildly, and more so while it is still there', { steps: [step([{}])], leftBehind: [{ ...left, outcome: 'cleaned' }, { ...left, outcome: 'kept' }, { ...left, outcome: 'lost' }] }, ['LEFT_BEHIND trivial runner', 'LEFT_BEHIND minor runner', 'LEFT_BEHIND minor runner']],
  ['a token that was refused is told, and no step was reached', { steps: [step([])], token: { source: 'client', url, status: 401, obtainedAt: null, expiresInS: null, error: 'x' } }, ['API_NO_TOKEN critical release', 'STEP_NOT_REACHED minor release']],
  ['a token server that does not answer is the environment', { steps: [step([])], token: { source: 'client', url, status: null, obtainedAt: null, expiresInS: null, error: 'x' } }, ['API_NO_TOKEN critical environment', 'STEP_NOT_REACHED minor release']],
  ['a job that its pipeline gives no token is the runner', { steps: [step([])], token: { source: 'github', url, status: 403, obtainedAt: null, expiresInS: null, error: 'x' } }, ['API_NO_TOKEN critical runner', 'STEP_NOT_REACHED minor release']],
  ['a token that is good for another day is nothing to remark on', { steps: [step([{}])], credentials: [credential('bearer token', 24)] }, []],
  ['one that is not is told mildly', { steps: [step([{}])], credentials: [credential('bearer token', 23.9)] }, ['CREDENTIAL_ENDS normal runner']],
  ['one that is made for a day at most is not', { steps: [step([{}])], credentials: [credential('ID token', 0.1, 24)] }, []],
  ['two credentials are told each', { steps: [step([{}])], severity: 'minor', credentials: [credential('bearer token', 1), credential('client certificate', 24 * 13)] }, ['CREDENTIAL_ENDS minor runner', 'CREDENTIAL_ENDS minor runner']],
  ['a client certificate that is good for two weeks is nothing to remark on', { steps: [step([{}])], credentials: [credential('client certificate', 24 * 14)] }, []],
  ['a token that has ended explains a 401', { steps: [step([{ status: 401 }])], credentials: [credential('bearer token', -1, 1)] }, ['API_STATUS critical runner', 'CREDENTIAL_ENDS normal runner']],
  ['a token that has ended explains no other status', { steps: [step([{ status: 500 }])], credentials: [credential('bearer token', -1)] }, ['API_STATUS critical release', 'CREDENTIAL_ENDS normal runner']],
  ['a token that is about to end explains no 401', { steps: [step([{ status: 401 }])], credentials: [credential('bearer token', 0.1)] }, ['API_STATUS critical release', 'CREDENTIAL_ENDS normal runner']],
  ['a client certificate that has ended explains a connection that is refused', { steps: [step([failure('tls')])], credentials: [credential('client certificate', -1)] }, ['API_UNREACHABLE critical runner', 'CREDENTIAL_ENDS normal runner']],
  ['a client certificate that has ended explains no name that does not resolve', { steps: [step([failure('dns')])], credentials: [credential('client certificate', -1)] }, ['API_UNREACHABLE critical environment', 'CREDENTIAL_ENDS normal runner']],
  ['a proxy in the way is the runner', { steps: [step([failure('proxy')])] }, ['API_UNREACHABLE critical runner']],
  ['a token that a proxy keeps away is the runner', { steps: [step([])], token: { source: 'client', url, status: null, obtainedAt: null, expiresInS: null, error: 'x', proxy: true } }, ['API_NO_TOKEN critical runner', 'STEP_NOT_REACHED minor release']],
  ['a token that the end of the run cut off is the runner', { steps: [step([])], token: { source: 'client', url, status: null, obtainedAt: null, expiresInS: null, error: 'x', interrupted: true } }, ['NOT_OBSERVED critical runner', 'STEP_NOT_REACHED minor release']],
  ['XML that nobody read is not XML', { steps: [step([{}])], expect: { xml: { '//a': {} } } }, ['API_NOT_XML critical release']],
  ['a connection that carries two calls is good', { steps: [step([{}])], reuse: { method: 'GET', url, tries: [lost(null)] } }, []],
  ['reused calls lost twice are a failure', { steps: [step([{}])], reuse: { method: 'GET', url, tries: [lost(failure('timeout')), lost(failure('reset'))] } }, ['API_REUSE_LOST critical release']],
  ['a reused call lost once of two is told mildly', { steps: [step([{}])], reuse: { method: 'GET', url, tries: [lost(failure('reset')), lost(null)] } }, ['API_REUSE_LOST minor release']],
  ['a reused call lost in the only try is told mildly', { steps: [step([{}])], reuse: { method: 'GET', url, tries: [lost(failure('reset'))] } }, ['API_REUSE_LOST minor release']],
  ['a reused call that the end of the run cut off is nothing', { steps: [step([{}])], reuse: { method: 'GET', url, tries: [lost(failure('aborted'))] } }, []],
];
for (const [title, input, expected] of cases) {
  test(title, () => assert.deepEqual(brief(judged(input)), expected));
}

test('a step that is not in the observation leaves the journey unproven', () => {
  const observation: ApiObservation = { kind: 'api', subject: 'api:p/j', startedAt, durationMs: 1, steps: [step([{}])], reuse: null };
  const checks = { name: 'a', method: 'GET', url, budgetMs: 1, expect: { status: [], headers: {}, json: {} } };
  const remarks = judgeJourney(observation, { id: 'j', partner: 'p', name: 'j', severity: 'blocker', steps: [checks, checks] }, { attribution: 'release' });
  assert.deepEqual(brief(remarks), ['NOT_OBSERVED blocker runner']);
});

const matches: [JsonValue, JsonMatcher, string | null][] = [
  ['x', {}, null],
  ['paid', { equals: 'paid' }, null],
  ['open', { equals: 'paid' }, 'is "open"'],
  [null, { equals: 'paid' }, 'is null'],
  ['12.50', { equals: 12.5 }, 'is a string ("12.50")'],
  ['12.50', { type: 'number' }, 'is a string ("12.50")'],
  [12, { type: 'string' }, 'is a number (12)'],
  [true, { type: 'string' }, 'is a boolean (true)'],
  [[1], { type: 'object' }, 'is an array of 1 item'],
  [{}, { type: 'array' }, 'is an object'],
  [null, { type: 'null' }, null],
  [null, { type: 'object' }, 'is null'],
  [[], { type: 'array' }, null],
  [{ a: 1, b: [2] }, { equals: { b: [2], a: 1 } }, null],
  [{ a: 1 }, { equals: { a: 1, b: null } }, 'is {"a":1}'],
  [[1, 2], { equals: [2, 1] }, 'is [1,2]'],
  ['b', { oneOf: ['a', 'b'] }, null],
  ['c', { oneOf: ['a', 'b'] }, 'is "c"'],
  ['ord_17', { matches: '^ord_\\d+$' }, null],
  ['17', { matches: '^ord_' }, 'is "17"'],
  [17, { matches: '17' }, 'is a number (17)'],
  ['a'.repeat(10_001), { matches: 'a' }, 'is a string of 10001 characters, too long to be matched'],
  [[], { minItems: 1 }, 'has 0 items'],
  [[1, 2], { minItems: 2 }, null],
  ['ab', { minItems: 1 }, 'is a string ("ab")'],
  ['ab', { type: 'string', matches: '^b' }, 'is "ab"'],
];
for (const [value, matcher, expected] of matches) {
  test(`${JSON.stringify(value).slice(0, 30)} against ${JSON.stringify(matcher)} ${expected ?? 'fits'}`, () => assert.equal(misfit(value, matcher), expected));
}

const found: [string, FoundValues, JsonMatcher, string | null][] = [
  ['nothing is missing', { path: '$.a', found: [] }, {}, '$.a is missing'],
  ['nothing will do when no item is wanted', { path: '$.a', found: [] }, { minItems: 0 }, null],
  ['nothing will not do when more is wanted than no item', { path: '$.a', found: [] }, { minItems: 0, type: 'array' }, '$.a is missing'],
  ['one of several values that is wrong is told with its share', { path: '$.a[*]', found: [null, 'x', 'y'] }, { type: 'string' }, '$.a[*] is null (1 of 3 values)'],
  ['a value that fitted before it was redacted fits', { path: '$.a', found: ['[redacted]'], altered: [{ index: 0, fits: true }] }, { matches: '^ey' }, null],
  ['a value that did not fit before it was redacted does not', { path: '$.a', found: ['[redacted]'], altered: [{ index: 0, fits: false }] }, { matches: '^ey' }, '$.a is "[redacted]"'],
  ['a value whose kept part fits while the whole did not is told as a part', { path: '$.a', found: [[1, 2]], altered: [{ index: 0, fits: false }] }, { minItems: 1 }, '$.a is an array of 2 items, kept only in part'],
];
for (const [title, values, matcher, expected] of found) {
  test(title, () => {
    const remarks = judged({ steps: [step([{}], [values])], expect: { json: { [values.path]: matcher } } });
    if (expected === null) assert.deepEqual(remarks, []);
    else assert.equal(said(remarks[0]), `GET /v1/orders: ${expected}`);
  });
}

test('at most three of many wrong values stand in a finding', () => {
  const remarks = judged({ steps: [step([{}], [{ path: '$[*]', found: Array.from({ length: 20 }, () => null) }])], expect: { json: { '$[*]': { type: 'string' } } } });
  const [remark] = remarks;
  assert.ok(remark?.code === 'API_VALUE');
  assert.deepEqual([remark.data.found.length, remark.data.reason], [3, 'is null (20 of 20 values)']);
});

const sentences: [string, Case, RegExp][] = [
  ['unreachable', { steps: [step([failure('connect', 'ECONNREFUSED')])] }, /^GET \/v1\/orders got no connection: ECONNREFUSED \(it is connect\), 1 attempt$/],
  ['a lost connection', { steps: [step([failure('reset', 'ECONNRESET')])] }, /lost its connection: ECONNRESET/],
  ['an unreadable answer', { steps: [step([failure('protocol', 'HPE_INVALID')])] }, /got an answer that cannot be read: HPE_INVALID/],
  ['a timeout', { steps: [step([failure('timeout'), failure('timeout')])] }, /had no answer within 20.0 s, 2 attempts/],
  ['a status', { steps: [step([{ status: 503 }, { status: 500, sample: 'Oops\n now' }])] }, /answered 500 after 2 attempts, "Oops now"/],
  ['a page', { steps: [step([page])] }, /answered text\/html; charset=utf-8, starting with "<!doctype html>" \(a web page\)/],
  ['a header', { steps: [step([{ headers: { 'x-v': '1' } }])], expect: { headers: { 'X-V': '2' } } }, /header X-V is "1"/],
  ['a retry', { steps: [step([{ status: 503 }, {}])] }, /answered only at attempt 2; the first one: status 503/],
  ['a lost reused call', { steps: [step([{}])], reuse: { method: 'GET', url, tries: [lost(failure('reset', 'ECONNRESET')), lost(null)] } }, /on a reused connection \(ECONNRESET\), 1 of 2 tries; on a fresh one it answered in 30 ms/],
];
for (const [title, input, expected] of sentences) {
  test(`${title} is told with what was seen`, () => assert.match(said(judged(input)[0]), expected));
}
