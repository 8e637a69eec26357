import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type JourneyContext, observeJourney } from '../fixtures/api-observer.ts';
import { openJournal } from '../fixtures/cleanup-journal.ts';
import { observeControl } from '../fixtures/control-observer.ts';
import { openConnections } from '../fixtures/http.ts';
import { openTokens } from '../fixtures/tokens.ts';
import { openWebhooks } from '../fixtures/webhooks.ts';
import type { ApiObservation } from '../verdict/api-observation.ts';
import type { JourneyPlan, StepPlan } from '../verdict/plan.ts';
import { createRedactor } from '../verdict/redact.ts';
import { temporaryFolder } from './cli-run.ts';
import { type LocalServer, closedPort, serveHttp, serveTcp } from './local-server.ts';

function step(url: string, changes: Partial<StepPlan> = {}): StepPlan {
  return { name: `${changes.method ?? 'GET'} ${new URL(url).pathname}`, method: 'GET', url, headers: {}, mutates: false, cleanup: false, expect: { status: [], headers: {}, json: {} }, budgetMs: 4000, ...changes };
}

function expecting(json: StepPlan['expect']['json'], headers: StepPlan['expect']['headers'] = {}): Pick<StepPlan, 'expect'> {
  return { expect: { status: [], headers, json } };
}

async function observe(t: TestContext, steps: StepPlan[], changes: Partial<JourneyContext> = {}): Promise<ApiObservation> {
  const connections = openConnections({ perOrigin: 4 });
  t.after(() => connections.close());
  const journey: JourneyPlan = { id: 'api:p/j', partner: 'p', name: 'j', severity: 'critical', steps };
  const redact = createRedactor(['s3cr3t-value']);
  return observeJourney(journey, { run: 'run-7', version: '1.2.3', connections, tokens: openTokens(), journal: await openJournal(await temporaryFolder(), 'run-7'), redact, names: new Map(), webhooks: openWebhooks(), probeReuse: false, signal: new AbortController().signal, ...changes });
}

async function http(t: TestContext, handler: Parameters<typeof serveHttp>[0]): Promise<LocalServer> {
  const server = await serveHttp(handler);
  t.after(() => server.close());
  return server;
}

/** A server that answers every path with JSON, but those of `others` as they say. */
async function shop(t: TestContext, others: Record<string, Parameters<typeof serveHttp>[0]> = {}): Promise<LocalServer> {
  return http(t, (request, response, number) => {
    const other = others[`${request.method} ${request.url}`];
    if (other) return other(request, response, number);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}');
  });
}

function calls({ requests }: LocalServer): string[] {
  return requests.map(({ method, url }) => `${method} ${url}`);
}

function endings(observation: ApiObservation): (number | string)[][] {
  return observation.steps.map(({ attempts }) => attempts.map(({ answer, error }) => answer?.status ?? error?.kind ?? 'nothing'));
}

test('the steps of a journey are called in order under one trace, clean-up last', async (t) => {
  const server = await shop(t);
  const observation = await observe(t, [step(`${server.url}/c`, { method: 'DELETE', mutates: true, cleanup: true }), step(`${server.url}/a`), step(`${server.url}/b`)]);
  assert.deepEqual(calls(server), ['GET /a', 'GET /b', 'DELETE /c']);
  assert.deepEqual(observation.steps.map(({ name, cleanup }) => [name, cleanup]), [['DELETE /c', true], ['GET /a', false], ['GET /b', false]]);
  assert.equal(new Set(server.requests.map(({ headers }) => String(headers.traceparent).slice(3, 35))).size, 1);
  assert.deepEqual([observation.kind, observation.subject, observation.reuse], ['api', 'api:p/j', null]);
});

test('a call that changes something carries one idempotency key over its attempts, each call its own', async (t) => {
  const server = await shop(t, { 'POST /orders': (_, response, number) => response.writeHead(number === 1 ? 503 : 201).end() });
  const order = step(`${server.url}/orders`, { method: 'POST', mutates: true, body: { contentType: 'application/json', text: '{}' } });
  const observation = await observe(t, [order, order, step(server.url)]);
  assert.deepEqual(endings(observation), [[201], [201], [200]].with(0, [201]));
  const keys = server.requests.map(({ headers }) => headers['idempotency-key']);
  assert.match(String(keys[0]), /^[0-9a-f-]{36}$/);
  assert.equal(keys[0], keys[1]);
  assert.notEqual(keys[1], keys[2]);
  assert.equal(keys[3], undefined);
  assert.equal(server.requests[0]?.headers['content-type'], 'application/json');
});

test('a key that the configuration gives is kept', async (t) => {
  const server = await shop(t);
  await observe(t, [step(server.url, { method: 'POST', mutates: true, headers: { 'idempotency-key': 'own' } })]);
  assert.equal(server.requests[0]?.headers['idempotency-key'], 'own');
});

test('a status that is not accepted ends the journey, and clean-up still runs', async (t) => {
  const server = await shop(t, { 'GET /a': (_, response) => response.writeHead(404).end() });
  const observation = await observe(t, [step(`${server.url}/a`), step(`${server.url}/b`), step(`${server.url}/c`, { method: 'DELETE', cleanup: true, mutates: true })]);
  assert.deepEqual(calls(server), ['GET /a', 'DELETE /c']);
  assert.deepEqual(endings(observation), [[404], [], [200]]);
});

test('an expected status goes on', async (t) => {
  const server = await shop(t, { 'GET /a': (_, response) => response.writeHead(404).end() });
  const observation = await observe(t, [step(`${server.url}/a`, { expect: { status: [404, 410], headers: {}, json: {} } }), step(`${server.url}/b`)]);
  assert.deepEqual(endings(observation), [[404], [200]]);
});

test('a step without an answer ends the journey within its budget, and clean-up still runs', async (t) => {
  const server = await shop(t);
  const observation = await observe(t, [step(`http://127.0.0.1:${await closedPort()}/`, { budgetMs: 700 }), step(server.url), step(`${server.url}/c`, { cleanup: true })]);
  assert.ok(endings(observation)[0]?.every((ending) => ending === 'connect'));
  assert.deepEqual(calls(server), ['GET /c']);
  assert.ok(observation.durationMs < 4000);
});

test('clean-up runs after an interruption, but not for long', async (t) => {
  const interrupt = new AbortController();
  const server = await shop(t, { 'POST /a': () => interrupt.abort(), 'DELETE /hangs': () => {} });
  const clean = { method: 'DELETE', mutates: true, cleanup: true };
  const observation = await observe(t, [step(`${server.url}/a`, { method: 'POST', mutates: true }), step(`${server.url}/b`), step(`${server.url}/c`, clean), step(`${server.url}/hangs`, { ...clean, budgetMs: 60_000 })], { signal: interrupt.signal });
  assert.deepEqual(calls(server), ['POST /a', 'DELETE /c', 'DELETE /hangs']);
  assert.deepEqual(endings(observation), [['aborted'], [], [200], ['aborted']]);
  assert.ok(observation.durationMs < 6000);
});

test('nothing is called, not even to clean up, when the run is over before', async (t) => {
  const server = await shop(t);
  const observation = await observe(t, [step(server.url), step(server.url, { cleanup: true })], { signal: AbortSignal.abort() });
  assert.deepEqual(endings(observation), [[], []]);
  assert.equal(server.requests.length, 0);
});

test('values are found by JSONPath with their types', async (t) => {
  const body = { total: 12.5, paid: true, note: null, items: [{ sku: 'a' }, { sku: 'b' }] };
  const server = await shop(t, { 'GET /o': (_, response) => response.writeHead(200, { 'content-type': 'application/problem+json; charset=utf-8' }).end(JSON.stringify(body)) });
  const paths = ['$.total', '$.paid', '$.note', '$.items', '$.items[*].sku', '$.gone', "$.items[?@.sku=='b'].sku"];
  const observation = await observe(t, [step(`${server.url}/o`, expecting(Object.fromEntries(paths.map((path) => [path, {}]))))]);
  assert.deepEqual(observation.steps[0]?.values.map(({ found }) => found), [[12.5], [true], [null], [body.items], ['a', 'b'], [], ['b']]);
  assert.equal(observation.steps[0]?.attempts[0]?.answer?.jsonError, null);
});

test('of many values twenty are kept, first those that are not as expected', async (t) => {
  const numbers = Array.from({ length: 500 }, (_, index) => (index === 400 ? 'x' : index));
  const server = await shop(t, { 'GET /n': (_, response) => response.end(JSON.stringify(numbers)) });
  const observation = await observe(t, [step(`${server.url}/n`, expecting({ '$[*]': { type: 'number' } }))]);
  const found = observation.steps[0]?.values[0]?.found ?? [];
  assert.deepEqual([found.length, found[0], found[1]], [20, 'x', 0]);
});

test('a long value is kept in part, with a note whether the whole was as expected', async (t) => {
  const body = { text: `${'a'.repeat(9000)}!`, list: Array.from({ length: 3000 }, (_, index) => index) };
  const server = await shop(t, { 'GET /l': (_, response) => response.end(JSON.stringify(body)) });
  const observation = await observe(t, [step(`${server.url}/l`, expecting({ '$.text': { matches: '!$' }, '$.list': { minItems: 3001 } }))]);
  const [text, list] = observation.steps[0]?.values ?? [];
  assert.deepEqual([text?.altered, list?.altered], [[{ index: 0, fits: true }], [{ index: 0, fits: false }]]);
  assert.ok(JSON.stringify(text).length < 2300 && JSON.stringify(list).length < 2300);
});

test('secrets are in nothing that is kept', async (t) => {
  const body = JSON.stringify({ echo: 's3cr3t-value', token: 'abcdef-123456', name: 'Mina' });
  const headers = { 'content-type': 'application/json', 'set-cookie': ['sid=s3cr3t-value; Path=/; Secure', 'b=other99; HttpOnly'], 'x-api-key': 'k-998877', 'x-echo': 'got s3cr3t-value', 'x-long': 'y'.repeat(3000) };
  const server = await shop(t, { 'GET /s?key=s3cr3t-value': (_, response) => response.writeHead(200, headers).end(body) });
  const observation = await observe(t, [step(`${server.url}/s?key=s3cr3t-value`, { headers: { authorization: 'Bearer s3cr3t-value' }, ...expecting({ '$.echo': { equals: 's3cr3t-value' }, '$.token': { equals: 'no' }, '$.name': {} }) })]);
  assert.doesNotMatch(JSON.stringify(observation), /s3cr3t|abcdef-123456|other99|998877/);
  const [seen] = observation.steps;
  assert.deepEqual(seen?.values[0], { path: '$.echo', found: ['[redacted]'], altered: [{ index: 0, fits: true }] });
  assert.deepEqual(seen?.values[2]?.found, ['Mina']);
  const recorded = seen?.attempts[0]?.answer?.headers ?? {};
  assert.equal(recorded['set-cookie'], 'sid=[redacted]; Path=/; Secure, b=[redacted]; HttpOnly');
  assert.equal(recorded['x-echo'], 'got [redacted]');
  assert.equal(recorded['x-long']?.length, 500);
});

test('of a hundred headers fifty are kept, those that are judged among them and in full', async (t) => {
  const policy = `default-src 'self'; img-src ${'https://img.example '.repeat(60)}`.trim();
  const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`x-${index}`, 'v']));
  const server = await shop(t, { 'GET /h': (_, response) => response.writeHead(200, { ...many, 'content-security-policy': policy }).end('{}') });
  const observation = await observe(t, [step(`${server.url}/h`, expecting({}, { 'Content-Security-Policy': '/img/' }))]);
  const recorded = observation.steps[0]?.attempts[0]?.answer?.headers ?? {};
  assert.equal(Object.keys(recorded).length, 50);
  assert.equal(recorded['content-security-policy'], policy);
});

const bodies: [string, number, Record<string, string>, string | Buffer, StepPlan['expect']['json'], RegExp | null | undefined][] = [
  ['JSON by its type', 200, { 'content-type': 'application/json' }, '{"a":1}', {}, null],
  ['JSON with a byte order mark', 200, { 'content-type': 'application/json' }, '\uFEFF{"a":1}', {}, null],
  ['a page under a JSON type', 200, { 'content-type': 'application/json' }, '<!doctype html>', {}, /Unexpected token/],
  ['nothing under a JSON type', 200, { 'content-type': 'application/json' }, '', {}, /empty/],
  ['no content at all', 204, {}, '', {}, undefined],
  ['text that nobody asked to be JSON', 200, { 'content-type': 'text/plain' }, 'ok', {}, undefined],
  ['text that was to be JSON', 200, { 'content-type': 'text/plain' }, 'ok', { $: {} }, /Unexpected token/],
  ['more JSON than is read', 200, { 'content-type': 'application/json' }, Buffer.alloc(6 * 1024 * 1024, '1'), {}, /too large/],
];
for (const [title, status, headers, body, json, expected] of bodies) {
  test(`whether it is JSON is told of ${title}`, async (t) => {
    const server = await shop(t, { 'GET /b': (_, response) => response.writeHead(status, headers).end(body) });
    const answer = (await observe(t, [step(`${server.url}/b`, expecting(json))])).steps[0]?.attempts[0]?.answer;
    if (expected instanceof RegExp) assert.match(String(answer?.jsonError), expected);
    else assert.equal(answer?.jsonError, expected);
    assert.ok((answer?.sample.length ?? 0) <= 500);
  });
}

test('a hostile document is survived: nested a hundred thousand deep', async (t) => {
  const server = await shop(t, { 'GET /d': (_, response) => response.end(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) });
  const observation = await observe(t, [step(`${server.url}/d`, expecting({ $: { type: 'array' }, '$..x': { type: 'string' } }))]);
  assert.equal(observation.steps[0]?.attempts[0]?.answer?.status, 200);
});

test('a call over a kept connection is made for the first safe step', async (t) => {
  const server = await shop(t);
  const observation = await observe(t, [step(`${server.url}/w`, { method: 'POST', mutates: true }), step(`${server.url}/a`), step(`${server.url}/b`)], { probeReuse: true });
  assert.deepEqual(calls(server), ['POST /w', 'GET /a', 'GET /b', 'GET /a', 'GET /a']);
  assert.equal(server.connections.made, 4);
  assert.deepEqual(observation.reuse?.tries.map(({ fresh, reused }) => [fresh.status, reused.status]), [[200, 200]]);
});

for (const [title, lose, kind] of [['reset', (socket: import('node:net').Socket) => socket.destroy(), 'reset'], ['silent', () => {}, 'timeout']] as const) {
  test(`reused connections that stay ${title} are tried twice, and leave the steps alone`, async (t) => {
    const served = new WeakMap<object, number>();
    const server = await http(t, (request, response) => {
      const number = (served.get(request.socket) ?? 0) + 1;
      served.set(request.socket, number);
      if (number > 1) lose(request.socket);
      else response.end('{}');
    });
    const observation = await observe(t, [step(`${server.url}/a`, { budgetMs: 700 }), step(`${server.url}/b`, { budgetMs: 700 })], { probeReuse: true });
    assert.deepEqual(endings(observation), [[200], [200]]);
    assert.deepEqual(observation.reuse?.tries.map(({ fresh, reused }) => [fresh.status, reused.error?.kind]), [[200, kind], [200, kind]]);
  });
}

test('one lost reused call of two is told as such', async (t) => {
  const server = await http(t, (request, response, number) => (number === 3 ? request.socket.destroy() : response.end('{}')));
  const observation = await observe(t, [step(server.url)], { probeReuse: true });
  assert.deepEqual(observation.reuse?.tries.map(({ reused }) => reused.status), [null, 200]);
});

test('where the other side keeps no connection, nothing is said of reuse', async (t) => {
  const server = await http(t, (_, response) => response.writeHead(200, { connection: 'close' }).end('{}'));
  assert.equal((await observe(t, [step(server.url)], { probeReuse: true })).reuse, null);
});

test('the control URL is reachable with any status, is told nothing of the run, and is asked once', async (t) => {
  const server = await http(t, (_, response) => response.writeHead(503).end());
  const connections = openConnections({ perOrigin: 1 });
  const observation = await observeControl(server.url, connections, new AbortController().signal);
  assert.deepEqual(observation, { kind: 'control', subject: 'control', url: server.url, reachable: true, detail: 'status 503' });
  assert.equal(server.requests.length, 1);
  assert.equal(server.requests[0]?.headers['x-gonogo-run'], undefined);
});

test('a control URL that loses its calls is asked three times and is not reachable', async (t) => {
  const server = await serveTcp((socket) => socket.destroy());
  t.after(() => server.close());
  const observation = await observeControl(server.url, openConnections({ perOrigin: 1 }), new AbortController().signal);
  assert.equal(observation.reachable, false);
  assert.equal(server.connections.made, 3);
  assert.match(observation.detail, /^\w+: ./);
});
