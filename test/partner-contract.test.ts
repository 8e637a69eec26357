import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { PartnerConfig, StepConfig } from '../config.ts';
import { env } from '../config.ts';
import { readGate } from '../config/schema.ts';
import { temporaryFolder } from './cli-run.ts';
import { acme, acmeOperations } from './contract-document.ts';
import { partnerOf, runPartner, serveCollecting } from './partner-run.ts';

const contract = { openapi: 'acme.json' };
const json = { 'content-type': 'application/json' };
const good = { id: 'ord_17', state: 'open', note: null };
const place = 'getOrder of acme.json';

async function folderWith(files: Record<string, string> = { 'acme.json': JSON.stringify(acme) }): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const answers: [title: string, expect: StepConfig['expect'], status: number, headers: Record<string, string>, body: string, messages: string[]][] = [
  ['as declared', undefined, 200, json, JSON.stringify(good), []],
  ['declared text', undefined, 200, { 'content-type': 'text/csv; charset=utf-8' }, 'id\nord_17', []],
  ['another value than declared', undefined, 200, json, JSON.stringify({ ...good, state: 'gone' }), [`/state must be equal to one of the allowed values: "open", "done"; expected what the schema says (200 application/json, ${place})`]],
  ['by its class of statuses', undefined, 202, json, '{}', [`the answer must have required property 'pending'; expected what the schema says (2XX application/json, ${place})`]],
  ['another status than declared', { status: [418] }, 418, json, '{}', [`GET /orders/ord_17 answered 418, a status that its contract does not declare; expected one of 200, 404, 2XX (${place})`]],
  ['a failure that is not declared', undefined, 500, json, '{}', ['GET /orders/ord_17 answered 500, "{}"; expected status 2xx', `GET /orders/ord_17 answered 500, a status that its contract does not declare; expected one of 200, 404, 2XX (${place})`]],
  ['a declared failure', undefined, 404, { 'content-type': 'application/problem+json' }, '{"title":"no such order"}', ['GET /orders/ord_17 answered 404, "{"title":"no such order"}"; expected status 2xx']],
  ['a failure that is expected', { status: 404 }, 404, { 'content-type': 'application/problem+json' }, '{"title":"no such order"}', []],
  ['an expected failure of another form', { status: 404 }, 404, { 'content-type': 'application/problem+json' }, '{}', [`the answer must have required property 'title'; expected what the schema says (404 application/problem+json, ${place})`]],
  ['another content type', undefined, 200, { 'content-type': 'application/xml' }, '<a/>', [`GET /orders/ord_17 answered 200 as "application/xml", starting with "<a/>"; its contract does not declare that; expected one of application/json, text/csv (${place})`]],
  ['no content type', undefined, 200, {}, '', [`GET /orders/ord_17 answered 200 without a content type; its contract does not declare that; expected one of application/json, text/csv (${place})`]],
  ['a login page', undefined, 200, { 'content-type': 'text/html' }, '<h1>Sign in</h1>', [`GET /orders/ord_17 answered 200 as "text/html", starting with "<h1>Sign in</h1>"; its contract does not declare that; expected one of application/json, text/csv (${place})`]],
  ['JSON that is none', undefined, 200, json, 'oops', [`GET /orders/ord_17 answered application/json, starting with "oops" (Unexpected token 'o', "oops" is not valid JSON); expected JSON`]],
  ['what the step itself expects counts as well', { json: { '$.id': 'ord_18' } }, 200, json, JSON.stringify(good), ['$.id is "ord_17"; expected "ord_18"']],
];
for (const [title, expect, status, headers, body, wanted] of answers) {
  test(`answer: ${title}`, async (t) => {
    const server = await serveCollecting(t, (_, response) => response.writeHead(status, headers).end(body));
    const { messages } = await runPartner(t, partnerOf(server.url, [{ request: { operation: 'getOrder', parameters: { fields: null } }, ...(expect === undefined ? {} : { expect }) }], { contract }), { folder: await folderWith() });
    assert.ok(messages.length === wanted.length && wanted.every((message, index) => messages[index]?.endsWith(message)), `${messages.join('\n')}\n--\n${wanted.join('\n')}`);
  });
}

test('an undeclared status beside a failure is told mildly, alone it blocks', async (t) => {
  const server = await serveCollecting(t, ({ url }, response) => response.writeHead(url.startsWith('/orders/a') ? 500 : 418, json).end('{}'));
  const steps = [{ request: { operation: 'getOrder', parameters: { id: 'b' } }, expect: { status: 418 } }, { request: { operation: 'getOrder', parameters: { id: 'a' } } }];
  const { results } = await runPartner(t, partnerOf(server.url, steps, { contract }), { folder: await folderWith() });
  assert.deepEqual(results[0]?.findings.map(({ code, severity }) => `${code} ${severity}`), ['API_UNDECLARED_STATUS critical', 'API_STATUS critical', 'API_UNDECLARED_STATUS minor']);
});

const requests: [title: string, step: StepConfig, more: Partial<PartnerConfig>, sent: string, headers: Record<string, string | undefined>, body?: string][] = [
  ['of examples and defaults', { request: { operation: 'getOrder' } }, {}, 'GET /v1/orders/ord_17?fields=id,state', { 'x-tenant': 'shop' }],
  ['with what the step gives', { request: { operation: 'getOrder', parameters: { id: 'a/b', fields: ['x', env('SHOP_SECRET')], 'x-tenant': env('SHOP_SECRET') } } }, {}, 'GET /v1/orders/a%2Fb?fields=x,s%2Fecret', { 'x-tenant': 's/ecret' }],
  ['without what the step leaves out', { request: { operation: 'getOrder', parameters: { fields: null } } }, {}, 'GET /v1/orders/ord_17', {}],
  ['query and headers of the step win', { request: { operation: 'getOrder', query: { fields: 'all', more: 1 }, headers: { 'X-Tenant': 'mine' } } }, {}, 'GET /v1/orders/ord_17?fields=all&more=1', { 'x-tenant': 'mine' }],
  ['headers and credentials of the partner win', { request: { operation: 'getOrder' } }, { headers: { 'X-Tenant': 'ours' }, auth: { apiKey: { query: 'fields', value: env('SHOP_SECRET') } } }, 'GET /v1/orders/ord_17?fields=s%2Fecret', { 'x-tenant': 'ours' }],
  ['a body of examples and defaults', { request: { operation: 'createOrder' }, mutates: true }, {}, 'POST /v1/orders', { 'content-type': 'application/json' }, '{"sku":"TEST-1","count":2}'],
  ['the body of the step wins', { request: { operation: 'createOrder', json: { sku: env('SHOP_SECRET') } }, mutates: true }, {}, 'POST /v1/orders', { 'content-type': 'application/json' }, '{"sku":"s/ecret"}'],
  ['no secret for a document that asks for one', { request: { operation: 'echo' }, mutates: true }, {}, 'POST /v1/echo', {}, '{"env":"SHOP_SECRET","at":{"captured":"x"}}'],
  ['a call without body', { request: { operation: 'cancelOrder' }, mutates: true }, {}, 'DELETE /v1/orders/ord_17', { 'content-type': undefined }, ''],
];
for (const [title, step, more, sent, headers, body = ''] of requests) {
  test(`request: ${title}`, async (t) => {
    const server = await serveCollecting(t, ({ method }, response) => (method === 'DELETE' ? response.writeHead(204).end() : response.writeHead(method === 'POST' ? 201 : 200, json).end(JSON.stringify(good))));
    const run = await runPartner(t, partnerOf(`${server.url}/v1`, [step], { contract, ...more }), { folder: await folderWith(), env: { SHOP_SECRET: 's/ecret' } });
    assert.deepEqual(run.codes.filter((code) => code !== 'API_UNDECLARED_STATUS'), [], run.messages.join('\n'));
    const [received] = server.received;
    assert.ok(received);
    assert.deepEqual([`${received.method} ${received.url}`, received.body.toString(), Object.fromEntries(Object.keys(headers).map((name) => [name, received.headers[name]]))], [sent, body, headers]);
    assert.doesNotMatch(JSON.stringify([run.planned.plan, run.observations]), /s\/ecret|s%2Fecret/);
  });
}

test('captured values go into parameters, and never leave the path', async (t) => {
  const server = await serveCollecting(t, ({ method }, response) => response.writeHead(method === 'POST' ? 201 : 200, json).end(JSON.stringify({ ...good, id: '../admin' })));
  const steps: StepConfig[] = [
    { name: 'create', request: { operation: 'createOrder' }, mutates: true, capture: { orderId: { json: '$.id' } } },
    { request: { operation: 'getOrder', parameters: { id: { captured: 'orderId' }, fields: [({ orderId }) => `of ${orderId}`] } } },
  ];
  const { codes, messages, planned } = await runPartner(t, partnerOf(server.url, steps, { contract }), { folder: await folderWith() });
  assert.deepEqual(codes, [], messages.join('\n'));
  assert.deepEqual(server.received.map(({ url }) => url), ['/orders', '/orders/..%2Fadmin?fields=of%20..%2Fadmin']);
  assert.deepEqual(planned.journeys[0]?.steps.map(({ name, url }) => `${name} ${url.slice(server.url.length)}`), ['create /orders', 'getOrder /orders/:orderId?fields=of%20:orderId']);
});

const at = 'partners[0].journeys[0].steps[0]';
const refused: [title: string, step: object, more: object, problem: string][] = [
  ['an operation without contract', { request: { operation: 'getOrder' } }, {}, `${at}.request.operation needs the contract of the partner: give it as contract: { openapi: "FILE" }.`],
  ['operation and path', { request: { operation: 'getOrder', path: '/a' } }, { contract }, `${at}.request.path must not stand beside operation.`],
  ['operation and method', { request: { operation: 'getOrder', method: 'GET' } }, { contract }, `${at}.request.method must not stand beside operation.`],
  ['operation and GraphQL', { request: { operation: 'getOrder', graphql: { query: '{ a }' } } }, { contract }, `${at}.request.graphql must not stand beside operation.`],
  ['parameters without operation', { request: { path: '/a', parameters: { id: 1 } } }, {}, `${at}.request.parameters must stand beside operation: without one, write path and query.`],
  ['neither path nor operation', { request: {} }, {}, `${at}.request.path is missing: it must be a path such as /cart, a list of its parts, or a function of captured values.`],
  ['two bodies', { request: { operation: 'createOrder', json: {}, body: 'a' }, mutates: true }, { contract }, `${at}.request must have one body, but has json and body.`],
  ['a contract over plain HTTP', { request: { path: '/' } }, { contract: { openapi: 'http://acme.example/openapi.json' } }, 'partners[0].contract.openapi must be a file, or a URL that starts with https://, but is "http://acme.example/openapi.json".'],
  ['a contract behind a password', { request: { path: '/' } }, { contract: { openapi: 'https://me:pass@acme.example/openapi.json' } }, 'partners[0].contract.openapi must not carry a user name or password: send them as a header and take the value from env("NAME").'],
];
for (const [title, step, more, problem] of refused) {
  test(`refused when it is read: ${title}`, () => {
    assert.deepEqual(readGate({ partners: [{ name: 'p', baseUrl: 'https://p.example', journeys: [{ name: 'j', steps: [step] }], ...more }] }), { problems: [problem] });
  });
}

const request = `${at}.request`;
const unusable: [title: string, step: StepConfig, problem: string][] = [
  ['an operation that is not there', { request: { operation: 'getOrdr' } }, `${request}.operation must be an operation of acme.json, but is "getOrdr": did you mean getOrder? It has ${acmeOperations}.`],
  ['a name of two operations', { request: { operation: 'twin' } }, `${request}.operation is twin, which acme.json gives to more than one operation.`],
  ['a parameter that cannot be filled', { request: { operation: 'findOrders' } }, `${request}.parameters.state must be given: findOrders needs it in its query, and acme.json has neither an example nor a default for it.`],
  ['a required parameter that is left out', { request: { operation: 'getOrder', parameters: { id: null } } }, `${request}.parameters.id must not be null: getOrder needs it in its path.`],
  ['a parameter that the operation has not', { request: { operation: 'getOrder', parameters: { feilds: 'id' } } }, `${request}.parameters.feilds is no parameter of the operation in acme.json: did you mean fields? It has id, fields and x-tenant.`],
  ['a body that cannot be filled', { request: { operation: 'addNote' }, mutates: true }, `${request}.json must be given, or another body: addNote needs one, and acme.json has neither an example nor a default for text.`],
  ['a call that changes something', { request: { operation: 'cancelOrder' } }, `${at}.mutates must be true, because DELETE changes something at the partner; only GET, HEAD and OPTIONS go without.`],
  ['a schema outside the document', { request: { operation: 'farAway' } }, `${request}.operation is farAway, which cannot be used: acme.json refers to "https://schemas.example/far.json", which is outside the document.`],
  ['a schema that is none', { request: { operation: 'brokenSchema' } }, `${request}.operation declares a schema for 200 application/json in acme.json that cannot be used: `],
  ['an example that leads elsewhere', { request: { operation: 'goUp' } }, `${request} cannot be made of goUp of acme.json: the parameter where of the path is "..".`],
  ['a content type that HTTP does not allow', { request: { operation: 'oddType' }, mutates: true }, `${request} cannot be made of oddType of acme.json: the header content-type would get a value that HTTP does not allow.`],
  ['an unset variable', { request: { operation: 'getOrder', parameters: { id: env('NOT_SET') } } }, `${request}.parameters.id takes its value from the environment variable NOT_SET, which is not set: set it.`],
  ['a value that was not captured', { request: { operation: 'getOrder', parameters: { id: { captured: 'orderId' } } } }, `${request} refers to the captured value orderId, which no earlier step captures: none captures anything.`],
];
for (const [title, step, problem] of unusable) {
  test(`refused when the run is planned: ${title}`, async (t) => {
    const folder = await folderWith();
    await assert.rejects(runPartner(t, partnerOf('http://127.0.0.1:9', [step], { contract }), { folder }), (error: Error) => {
      assert.equal(error.name, 'UsageError');
      assert.ok(error.message.includes(problem), `${error.message}\n${problem}`);
      return true;
    });
  });
}

test('of many operations the first are listed', async (t) => {
  const paths = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`/p${index}`, { get: { operationId: `read${index}${'x'.repeat(200)}` } }]));
  const folder = await folderWith({ 'acme.json': JSON.stringify({ openapi: '3.1.0', paths }) });
  await assert.rejects(runPartner(t, partnerOf('http://127.0.0.1:9', [{ request: { operation: 'zzz' } }], { contract }), { folder }), (error: Error) => /read11x+… and 288 more\.$/.test(error.message) && error.message.length < 1200);
});

test('a schema that is nested too deep is refused', async (t) => {
  const deep = `${'{"items":'.repeat(100_000)}{}${'}'.repeat(100_000)}`;
  const folder = await folderWith({ 'acme.json': `{"openapi":"3.1.0","paths":{"/a":{"get":{"operationId":"deep","responses":{"200":{"content":{"application/json":{"schema":${deep}}}}}}}}}` });
  await assert.rejects(runPartner(t, partnerOf('http://127.0.0.1:9', [{ request: { operation: 'deep' } }], { contract }), { folder }), (error: Error) => error.message.endsWith('request.operation is deep, which cannot be used: acme.json is nested too deep.') || assert.fail(error.message));
});

const documents: [title: string, make: (folder: string) => void, problem: string][] = [
  ['is not there', () => {}, 'names the file acme.json, which is not there.'],
  ['is a folder', (folder) => mkdirSync(join(folder, 'acme.json')), 'names the file acme.json, which is not a file.'],
  ['is too large', (folder) => writeFileSync(join(folder, 'acme.json'), Buffer.alloc(20 * 1024 * 1024 + 1, 32)), 'names the file acme.json, which is larger than 20 MB.'],
  ['is of an older version', (folder) => writeFileSync(join(folder, 'acme.json'), '{"swagger":"2.0"}'), 'names the file acme.json, which is in version "2.0" of OpenAPI; 3.0 and 3.1 can be used.'],
  ['does not parse', (folder) => writeFileSync(join(folder, 'acme.json'), '{"openapi":"3.1.0",'), 'names the file acme.json, which is neither JSON nor YAML that can be read: '],
];
for (const [title, make, problem] of documents) {
  test(`a contract that ${title} is refused`, async (t) => {
    const folder = await temporaryFolder();
    make(folder);
    await assert.rejects(runPartner(t, partnerOf('http://127.0.0.1:9', [{ request: { path: '/' } }], { contract }), { folder }), (error: Error) => error.message.startsWith(`gonogo.config.ts: partners[0].contract.openapi ${problem}`) || assert.fail(error.message));
  });
}
