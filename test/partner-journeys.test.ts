import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { StepConfig } from '../config.ts';
import { readGate } from '../config/schema.ts';
import { type Received, partnerOf, runPartner, serveCollecting } from './partner-run.ts';

/** An order service: POST creates, GET tells, DELETE removes; what POST answers is up to the test. */
async function shop(t: TestContext, created: { body?: string; headers?: Record<string, string>; type?: string } = {}): Promise<{ url: string; received: Received[] }> {
  return serveCollecting(t, ({ method, url, headers }, response, number) => {
    const type = { 'content-type': created.type ?? 'application/json' };
    if (method === 'POST' && url === '/orders') return response.writeHead(201, { ...type, ...created.headers }).end(created.body ?? '{"id":"o 1/2","n":17,"paid":false,"token":"tok-Zq8 81+/secret"}');
    if (url === '/slow') return response.writeHead(200, type).end(JSON.stringify({ state: number < 4 ? 'pending' : 'done' }));
    if (url.startsWith('/echo')) return response.writeHead(200, { ...type, 'x-echo': String(headers['x-token']) }).end(JSON.stringify({ url, token: headers['x-token'], inBase64: Buffer.from(String(headers['x-token'])).toString('base64') }));
    return response.writeHead(200, type).end('{}');
  });
}

const create: StepConfig = { name: 'create', request: { method: 'POST', path: '/orders', json: {} }, capture: { orderId: { json: '$.id' }, n: { json: '$.n' }, paid: { json: '$.paid' } }, mutates: true };
const calls = (received: Received[]) => received.map(({ method, url }) => `${method} ${url}`);

test('captured values are used in path, query, headers and bodies, by reference and by function', async (t) => {
  const server = await shop(t);
  const { codes, planned, observations } = await runPartner(t, partnerOf(server.url, [
    create,
    { request: { path: ['/orders/', { captured: 'orderId' }, '/lines'], query: { n: { captured: 'n' } }, headers: { 'x-n': ({ n }) => `n=${n}` } } },
    { request: { method: 'POST', path: ({ n }) => `/by-number/${n}`, json: { id: { captured: 'orderId' }, deep: [{ n: { captured: 'n' }, paid: ({ paid }) => !paid }] } }, mutates: true },
    { request: { method: 'POST', path: '/form', form: { id: { captured: 'orderId' } } }, mutates: true },
    { request: { method: 'POST', path: '/xml', xml: ({ n }) => `<n>${n}</n>` }, mutates: true },
    { request: { method: 'DELETE', path: ['/orders/', { captured: 'orderId' }] }, mutates: true, cleanup: true },
  ]));
  assert.deepEqual(codes, []);
  assert.deepEqual(calls(server.received), ['POST /orders', 'GET /orders/o%201%2F2/lines?n=17', 'POST /by-number/17', 'POST /form', 'POST /xml', 'DELETE /orders/o%201%2F2']);
  assert.equal(server.received[1]?.headers['x-n'], 'n=17');
  assert.deepEqual(server.received.slice(2, 5).map(({ body }) => body.toString()), ['{"id":"o 1/2","deep":[{"n":17,"paid":true}]}', 'id=o+1%2F2', '<n>17</n>']);
  assert.deepEqual(planned.plan.journeys[0]?.steps.map(({ name }) => name), ['create', 'GET /orders/:orderId/lines', 'POST /by-number/:n', 'POST /form', 'POST /xml', 'DELETE /orders/:orderId']);
  assert.match(observations[0]?.steps[1]?.url ?? '', /\/orders\/o%201%2F2\/lines\?n=17$/);
});

test('values are captured from headers and XML', async (t) => {
  const server = await shop(t, { type: 'text/xml', headers: { location: '/orders/9' }, body: '<a:o xmlns:a="urn:a"><a:id>x7</a:id></a:o>' });
  await runPartner(t, partnerOf(server.url, [
    { ...create, capture: { place: { header: 'Location' }, id: { xml: '//a:id' } }, namespaces: { a: 'urn:a' } },
    { request: { path: ({ place }) => String(place), query: { id: { captured: 'id' } } } },
  ]));
  assert.equal(calls(server.received)[1], 'GET /orders/9?id=x7');
});

const absent: [title: string, body: string, problem: string][] = [
  ['is missing', '{"n":1}', '$.id is missing'],
  ['is null', '{"id":null}', '$.id is null'],
  ['is an object', '{"id":{}}', '$.id is an object'],
  ['is empty', '{"id":""}', '$.id is empty'],
  ['is too large an integer', '{"id":12345678901234567890}', '$.id is an integer beyond 2^53, whose last digits are lost'],
];
for (const [title, body, problem] of absent) {
  test(`a value that ${title} is a finding of its step, and later steps are told with that reason; clean-up runs`, async (t) => {
    const server = await shop(t, { body });
    const { results, messages } = await runPartner(t, partnerOf(server.url, [
      { ...create, capture: { orderId: { json: '$.id' } } },
      { name: 'read', request: { path: ['/orders/', { captured: 'orderId' }] } },
      { name: 'tidy', request: { method: 'DELETE', path: '/all' }, mutates: true, cleanup: true },
      { name: 'remove', request: { method: 'DELETE', path: ['/orders/', { captured: 'orderId' }] }, mutates: true, cleanup: true },
    ]));
    assert.deepEqual(calls(server.received), ['POST /orders', 'DELETE /all']);
    const findings = results.flatMap((result) => result.findings);
    assert.deepEqual(findings.map(({ code, severity }) => `${code} ${severity}`), ['API_NOT_CAPTURED critical', 'STEP_NOT_REACHED minor', 'STEP_NOT_REACHED minor']);
    assert.ok(messages[0]?.startsWith(`POST /orders: ${problem}, so orderId was not captured`), messages[0]);
    assert.deepEqual(findings.slice(1).map(({ advice }) => advice), ['create did not give orderId.', 'orderId was not captured.']);
  });
}

test('clean-up runs with captured values after a failure and after an interruption', async (t) => {
  const remove: StepConfig = { request: { method: 'DELETE', path: ['/orders/', { captured: 'n' }] }, mutates: true, cleanup: true };
  const failing = await shop(t);
  const failed = await runPartner(t, partnerOf(failing.url, [create, { request: { path: '/a' }, expect: { status: 404 } }, { request: { path: '/b' } }, remove]));
  assert.deepEqual(calls(failing.received), ['POST /orders', 'GET /a', 'DELETE /orders/17']);
  assert.deepEqual(failed.codes, ['API_STATUS', 'STEP_NOT_REACHED']);

  const interruption = new AbortController();
  const server = await serveCollecting(t, ({ method, url }, response) => {
    if (url === '/hangs') return interruption.abort();
    response.writeHead(200, { 'content-type': 'application/json' }).end(method === 'POST' ? '{"id":"a","n":5,"paid":true}' : '{}');
  });
  await runPartner(t, partnerOf(server.url, [create, { request: { path: '/hangs' } }, remove]), { signal: interruption.signal });
  assert.deepEqual(calls(server.received), ['POST /orders', 'GET /hangs', 'DELETE /orders/5']);
});

for (const value of ['..', '.']) {
  test(`a captured ${value} does not change the path`, async (t) => {
    const server = await shop(t, { body: JSON.stringify({ id: value }) });
    const { codes } = await runPartner(t, partnerOf(server.url, [{ ...create, capture: { orderId: { json: '$.id' } } }, { request: { path: ['/orders/', { captured: 'orderId' }] } }]));
    assert.deepEqual(calls(server.received), ['POST /orders']);
    assert.deepEqual(codes, ['NOT_OBSERVED']);
  });
}

test('a captured value cannot leave the host or add a header', async (t) => {
  const server = await shop(t, { body: JSON.stringify({ id: '@evil.example/', n: 'a\r\nx-evil: 1' }) });
  const steps = (step: StepConfig) => partnerOf(server.url, [{ ...create, capture: { id: { json: '$.id' }, n: { json: '$.n' } } }, step]);
  assert.deepEqual((await runPartner(t, steps({ request: { path: ({ id }) => String(id) } }))).codes, ['NOT_OBSERVED']);
  assert.deepEqual((await runPartner(t, steps({ request: { path: '/a', headers: { 'x-n': { captured: 'n' } } } }))).codes, ['NOT_OBSERVED']);
  assert.ok(server.received.every(({ method }) => method === 'POST'));
});

test('a captured secret is in nothing that is kept, in none of its forms', async (t) => {
  const server = await shop(t);
  const { observations, results } = await runPartner(t, partnerOf(server.url, [
    { ...create, capture: { token: { json: '$.token', secret: true } }, expect: { json: { '$.id': 'other' } } },
    { request: { path: '/echo', query: { t: { captured: 'token' } }, headers: { 'x-token': { captured: 'token' } } }, expect: { json: { '$.url': 'x' } } },
  ]));
  const kept = JSON.stringify([observations, results]);
  const token = 'tok-Zq8 81+/secret';
  assert.equal(server.received[1]?.headers['x-token'], token);
  for (const form of [token, encodeURIComponent(token), new URLSearchParams({ t: token }).toString().slice(2), Buffer.from(token).toString('base64').replace(/=+$/, '')]) assert.ok(!kept.includes(form), form);
});

test('a step that is not due is told as such, with what hangs on it, and nothing is missing without it', async (t) => {
  const server = await shop(t);
  const { results } = await runPartner(t, partnerOf(server.url, [
    create,
    { name: 'pay', request: { path: '/pay' }, when: ({ paid }) => paid === true, capture: { receipt: { json: '$.receipt' } } },
    { name: 'receipt', request: { path: ['/receipts/', { captured: 'receipt' }] } },
    { name: 'always', request: { path: '/always' }, when: (captured) => 'orderId' in captured },
  ]));
  assert.deepEqual(calls(server.received), ['POST /orders', 'GET /always']);
  assert.deepEqual(results.map(({ outcome, findings }) => [outcome, findings.map(({ code, severity, data }) => `${code} ${severity} ${String(data['reason'])}`)]), [
    ['pass', ['STEP_NOT_DUE trivial its condition does not hold', 'STEP_NOT_DUE trivial receipt was not captured']],
  ]);
});

test('a condition that asks for a name which nothing captures leaves the journey unproven', async (t) => {
  const server = await shop(t);
  const { codes, messages } = await runPartner(t, partnerOf(server.url, [create, { request: { path: '/a' }, when: ({ oderId }) => oderId === 1 }]));
  assert.deepEqual(codes, ['NOT_OBSERVED']);
  assert.match(messages[0] ?? '', /oderId was not captured/);
});

test('a journey of which no step is due proves nothing', async (t) => {
  const server = await shop(t);
  assert.deepEqual((await runPartner(t, partnerOf(server.url, [{ request: { path: '/a' }, when: () => false }]))).codes, ['STEP_NOT_DUE', 'NOT_OBSERVED']);
});

test('an asynchronous order is asked for until it is done', async (t) => {
  const server = await shop(t);
  const { codes, observations } = await runPartner(t, partnerOf(server.url, [{ request: { path: '/slow' }, until: { json: { '$.state': 'done' }, every: '20ms', within: '5s' }, expect: { json: { '$.state': 'done' } } }]));
  assert.deepEqual(codes, []);
  assert.deepEqual(observations[0]?.steps[0]?.waited, { calls: 4, withinMs: 5000, missing: null });
});

test('a wait that ends without its answer is a finding, and ends the journey', async (t) => {
  const server = await shop(t);
  const { codes, messages } = await runPartner(t, partnerOf(server.url, [{ request: { path: '/a' }, until: { status: 404, every: '50ms', within: '400ms' } }, { request: { path: '/b' } }]));
  assert.deepEqual(codes, ['API_NOT_SETTLED', 'STEP_NOT_REACHED']);
  assert.match(messages[0] ?? '', /^GET \/a was asked \d times within 400 ms; at the end (its status is 200|it had no answer); expected it to settle in time$/);
});

test('a wait that the end of the run cuts off is the runner, and clean-up runs', async (t) => {
  const interruption = new AbortController();
  const server = await serveCollecting(t, ({ method }, response, number) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(method === 'POST' ? '{"id":"a","n":5,"paid":true}' : '{"state":"pending"}');
    if (number === 3) setTimeout(() => interruption.abort(), 20);
  });
  const { codes } = await runPartner(t, partnerOf(server.url, [create, { request: { path: '/a' }, until: { json: { '$.state': 'done' }, every: '100ms', within: '20s' } }, { request: { method: 'DELETE', path: ['/orders/', { captured: 'n' }] }, mutates: true, cleanup: true }]), { signal: interruption.signal });
  assert.deepEqual(calls(server.received), ['POST /orders', 'GET /a', 'GET /a', 'DELETE /orders/5']);
  assert.deepEqual(codes, ['NOT_OBSERVED']);
});

const at = 'partners[0].journeys[0].steps[0]';
const refused: [title: string, step: object, problem: string][] = [
  ['a capture from nowhere', { capture: { id: {} } }, `${at}.capture.id must have one of json, header and xml.`],
  ['a capture from two places', { capture: { id: { json: '$.a', header: 'a' } } }, `${at}.capture.id must have one of json, header and xml.`],
  ['a name that is none', { capture: { 'a-b': { json: '$.a' } } }, `${at}.capture["a-b"] must be a name of letters, digits and _ such as orderId, but is "a-b".`],
  ['waiting for nothing', { until: { within: '1s' } }, `${at}.until must have status or json: what is waited for.`],
  ['waiting with a call that changes something', { mutates: true, until: { status: 200, within: '1s' } }, `${at}.until must not stand beside mutates: only a call that changes nothing may be repeated.`],
  ['a condition that is no function', { when: true }, `${at}.when must be a function of captured values, but is true.`],
];
for (const [title, step, problem] of refused) {
  test(`${title}: is refused`, () => {
    assert.deepEqual(readGate({ partners: [{ name: 'p', baseUrl: 'https://p.example', journeys: [{ name: 'j', steps: [{ request: { path: '/' }, ...step }] }] }] }), { problems: [problem] });
  });
}

test('a reference to a name that no earlier step captures is refused with its place', async (t) => {
  await assert.rejects(runPartner(t, partnerOf('http://127.0.0.1:9', [create, { request: { path: ['/orders/', { captured: 'orderID' }] } }])), { name: 'UsageError', message: 'gonogo.config.ts: partners[0].journeys[0].steps[1].request refers to the captured value orderID, which no earlier step captures: did you mean orderId? captured are orderId, n and paid.' });
});

const compared: [title: string, second: string, expect: NonNullable<StepConfig['expect']>['json'], message: string | null][] = [
  ['the same value', '{"id":"o 1/2"}', { '$.id': { captured: 'orderId' } }, null],
  ['another value', '{"id":"o-3"}', { '$.id': { captured: 'orderId' } }, 'GET /second: $.id is "o-3"; expected the captured orderId'],
  ['the same value with another type', '{"id":"17"}', { '$.id': { captured: 'n' } }, 'GET /second: $.id is "17"; expected the captured n'],
  ['no value', '{}', { '$.id': { captured: 'orderId' } }, 'GET /second: $.id is missing; expected the captured orderId'],
  ['a value that has to differ, and does', '{"id":"o-3"}', { '$.id': { not: { captured: 'orderId' }, type: 'string' } }, null],
  ['a value that has to differ, and does not', '{"id":"o 1/2"}', { '$.id': { not: { captured: 'orderId' } } }, 'GET /second: $.id is "o 1/2"; expected another value than the captured orderId'],
  ['one of several that has to differ', '{"ids":["o-3","o 1/2"]}', { '$.ids[*]': { not: { captured: 'orderId' } } }, 'GET /second: $.ids[*] is "o 1/2" (1 of 2 values); expected another value than the captured orderId'],
];
for (const [title, second, expected, message] of compared) {
  test(`${title} as was captured: ${message === null ? 'is good' : 'is told'}`, async (t) => {
    const server = await serveCollecting(t, ({ method }, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(method === 'POST' ? '{"id":"o 1/2","n":17,"paid":false}' : second));
    const { messages, outcomes } = await runPartner(t, partnerOf(server.url, [create, { name: 'second', request: { path: '/second' }, expect: { json: expected } }])).then((run) => ({ ...run, outcomes: run.results.map(({ outcome }) => outcome) }));
    assert.deepEqual([messages, outcomes], message === null ? [[], ['pass']] : [[message], ['fail']]);
  });
}

test('a secret that is compared stands in nothing that is kept', async (t) => {
  const server = await serveCollecting(t, (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"token":"tok-Zq8-secret"}'));
  const same = { name: 'same', request: { path: '/a' }, expect: { json: { '$.token': { captured: 'token' } } } };
  const run = await runPartner(t, partnerOf(server.url, [{ ...same, name: 'first', expect: {}, capture: { token: { json: '$.token', secret: true } } }, same, { ...same, name: 'other', expect: { json: { '$.token': { not: { captured: 'token' } } } } }]));
  assert.deepEqual(run.codes, ['API_VALUE']);
  assert.doesNotMatch(JSON.stringify([run.observations, run.results]), /tok-Zq8-secret/);
});

test('a comparison with a name that no earlier step captures is refused', async (t) => {
  await assert.rejects(runPartner(t, partnerOf('http://127.0.0.1:9', [{ ...create, expect: { json: { '$.id': { not: { captured: 'orderId' } } } } }])), { message: 'gonogo.config.ts: partners[0].journeys[0].steps[0].expect refers to the captured value orderId, which no earlier step captures: none captures anything.' });
});
