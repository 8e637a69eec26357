import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { join } from 'node:path';
import { test } from 'node:test';
import { stringify } from 'yaml';
import { runCli, schemaErrors, temporaryFolder } from './cli-run.ts';
import { acme, acmeOperations } from './contract-document.ts';
import { listen } from './local-server.ts';
import { type Received, serveCollecting } from './partner-run.ts';

const tls = join(import.meta.dirname, 'fixture-tls');
const json = { 'content-type': 'application/json' };
const order = { id: 'ord_17', state: 'open', note: null };

/** Steps over every kind of operation; each journey is a release that answers in one way. */
const steps = [
  { name: 'create', request: { operation: 'createOrder', json: { sku: 'TEST-1', account: { env: 'ACME_ACCOUNT' } } }, mutates: true, capture: { orderId: { json: '$.id' } } },
  { name: 'read', request: { operation: 'getOrder', parameters: { id: { captured: 'orderId' }, fields: ['id', 'state'] } } },
  { request: { operation: 'findOrders', parameters: { state: 'open' } } },
  { request: { operation: 'createOrder' }, mutates: true },
  { name: 'cancel', request: { operation: 'cancelOrder', parameters: { id: { captured: 'orderId' } } }, mutates: true, cleanup: true },
];

async function configOf(baseUrl: string, openapi: string, files: Record<string, string> = {}, some: object[] = steps): Promise<{ folder: string; config: string }> {
  const folder = await temporaryFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const config = join(folder, 'gonogo.config.json');
  const headers = { 'x-api-key': { env: 'ACME_KEY' } };
  writeFileSync(config, JSON.stringify({ targets: { shop: { url: baseUrl } }, partners: [{ name: 'acme', baseUrl: `${baseUrl}/v1`, headers, contract: { openapi }, journeys: [{ name: 'order', steps: some }] }] }));
  return { folder, config };
}

const environment = { ACME_ACCOUNT: 'account-9', ACME_KEY: 'key/12345' };
const yaml = { 'acme.yaml': stringify(acme) };

/** A release that keeps the contract, but for what `broken` answers. */
function answering(broken: Record<string, (response: ServerResponse) => void>) {
  return ({ method, url }: Received, response: ServerResponse) => {
    const own = broken[`${method} ${url.split('?')[0]}`];
    if (own !== undefined) own(response);
    else if (method === 'DELETE') response.writeHead(204).end();
    else response.writeHead(method === 'POST' ? 201 : 200, json).end(JSON.stringify(order));
  };
}

test('a release that keeps its contract is GO, and every call is as the document says', async (t) => {
  const server = await serveCollecting(t, answering({}));
  const { config } = await configOf(server.url, 'acme.yaml', yaml);
  const end = await runCli(['--config', config], { environment });
  assert.equal(end.code, 0, end.stdout + end.stderr);
  assert.deepEqual(schemaErrors(end.verdict), []);
  // The first safe call is made twice more, over one connection.
  assert.deepEqual(server.received.slice(0, 5).map(({ method, url, headers, body }) => [`${method} ${url}`, headers['x-tenant'], body.toString()]), [
    ['POST /v1/orders', undefined, '{"sku":"TEST-1","account":"account-9"}'],
    ['GET /v1/orders/ord_17?fields=id,state', 'shop', ''],
    ['GET /v1/orders?state=open', undefined, ''],
    ['POST /v1/orders', undefined, '{"sku":"TEST-1","count":2}'],
    ['DELETE /v1/orders/ord_17', undefined, ''],
  ]);
});

test('a release that breaks its contract is NO_GO, each break by its code', async (t) => {
  const server = await serveCollecting(t, answering({
    'GET /v1/orders/ord_17': (response) => response.writeHead(200, json).end(JSON.stringify({ ...order, state: 'shipped' })),
    'GET /v1/orders': (response) => response.writeHead(203, json).end('[]'),
    'DELETE /v1/orders/ord_17': (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>\u001b[31mGone</h1>'),
  }));
  const { config } = await configOf(server.url, 'acme.yaml', yaml);
  const end = await runCli(['--config', config], { environment });
  assert.equal(end.code, 20, end.stdout + end.stderr);
  assert.deepEqual(schemaErrors(end.verdict), []);
  const [check] = end.verdict?.checks ?? [];
  assert.deepEqual(check?.findings.map(({ code }) => code), ['API_SCHEMA', 'API_UNDECLARED_STATUS', 'API_UNDECLARED_STATUS', 'API_NOT_JSON']);
  assert.match(check?.findings[0]?.message ?? '', /^GET \/v1\/orders\/ord_17\?fields=id,state: \/state must be equal to one of the allowed values: "open", "done"; expected what the schema says \(200 application\/json, getOrder of acme\.yaml\)/);
  assert.doesNotMatch(end.stdout + end.stderr, /key\/12345|account-9/);
});

test('a web page in place of the declared JSON is NO_GO by its type', async (t) => {
  const server = await serveCollecting(t, answering({ 'POST /v1/orders': (response) => response.writeHead(201, { 'content-type': 'text/html' }).end('<script>x</script>') }));
  const { config } = await configOf(server.url, 'acme.yaml', yaml, [{ request: { operation: 'createOrder' }, mutates: true }]);
  const end = await runCli(['--config', config], { environment });
  assert.deepEqual([end.code, end.verdict?.checks[0]?.findings.map(({ code }) => code)], [20, ['API_UNDECLARED_TYPE']]);
});

test('a dry run shows the requests that are built, without secrets, and sends nothing', async (t) => {
  const server = await serveCollecting(t, answering({}));
  const { config } = await configOf(server.url, 'acme.yaml', yaml);
  const end = await runCli(['--config', config, '--dry-run'], { environment });
  assert.equal(end.code, 0, end.stderr);
  assert.match(end.stdout, /^Dry run: nothing was contacted, and there is no verdict\.$/m);
  const calls = end.stdout.replaceAll(server.url, '').replace(/\s+/g, ' ');
  assert.ok(calls.includes([
    'POST /v1/orders (changes data) application/json: {"sku":"TEST-1","account":"[redacted]"}',
    'GET /v1/orders/:orderId?fields=id,state x-tenant: shop',
    'GET /v1/orders?state=open',
    'POST /v1/orders (changes data) application/json: {"sku":"TEST-1","count":2}',
    'DELETE /v1/orders/:orderId (changes data, cleanup)',
  ].join(' ')), calls);
  assert.ok(end.stdout.split('\n').every((line) => line.length <= 80), end.stdout);
  assert.deepEqual(server.received, []);
});

test('what cannot be built ends with code 2 before anything is sent', async (t) => {
  const server = await serveCollecting(t, answering({}));
  const { config } = await configOf(server.url, 'acme.yaml', yaml, [{ request: { operation: 'findOrder' } }, { request: { operation: 'findOrders' } }]);
  const end = await runCli(['--config', config], { environment });
  assert.deepEqual([end.code, end.stdout, server.received], [2, '', []]);
  const at = 'partners[0].journeys[0].steps';
  assert.equal(end.stderr, `error: gonogo.config.json has 2 problems:
  ${at}[0].request.operation must be an operation of acme.yaml, but is "findOrder": did you mean findOrders? It has ${acmeOperations}.
  ${at}[1].request.parameters.state must be given: findOrders needs it in its query, and acme.yaml has neither an example nor a default for it.
`);
});

test('a hostile document commands neither the terminal nor a pipeline', async (t) => {
  const server = await serveCollecting(t, answering({}));
  const evil = '\u001b[2J::error::gone ##vso[task.complete]';
  const parameters = [{ name: evil, in: 'query', required: true }, { name: 'x-h', in: 'header', required: true, example: '::error::in a header' }];
  const document = { openapi: '3.1.0', paths: { [`/${evil}`]: { get: { operationId: 'first' } }, '/b': { get: { operationId: evil, parameters } }, '/c': { get: { operationId: 'third', parameters } }, '//elsewhere.example/d': { get: { operationId: 'fourth' } }, '/e': { $ref: `#/${evil}` }, '/f': { get: { operationId: 'sixth', parameters: [{ $ref: `#/${evil}` }] } } } };
  const of = async (operations: object[], ...more: string[]) => {
    const { config } = await configOf(server.url, 'acme.json', { 'acme.json': JSON.stringify(document) }, operations.map((request) => ({ request })));
    return runCli(['--config', config, ...more], { environment });
  };
  const shown = await of([{ operation: 'first' }, { operation: 'third', query: { [evil]: 1 } }], '--dry-run');
  assert.equal(shown.code, 0, shown.stderr);
  assert.match(shown.stdout, /x-h: : ?:error: :in a header/);
  const refused = await of([{ operation: 'none' }, { operation: 'third' }, { operation: 'fourth' }, { operation: 'sixth' }]);
  assert.deepEqual([refused.code, refused.stderr.split('\n').length], [2, 6], refused.stderr);
  assert.match(refused.stderr, /cannot be made of fourth of acme\.json: its path leads to another host\./);
  for (const text of [shown.stdout, refused.stderr]) assert.doesNotMatch(text, /\u001b|::|##/);
  assert.deepEqual(server.received, []);
});

test('a contract is fetched over https, bounded, and from where its URL says', async (t) => {
  const pair = { cert: readFileSync(join(tls, 'test-only-certificate.pem')), key: readFileSync(join(tls, 'test-only-key.pem')) };
  const asked: string[] = [];
  const documents = await listen(createHttpsServer(pair, ({ url = '', headers }, response) => {
    asked.push(`${url} ${headers['x-api-key'] ?? 'without key'}`);
    if (url.startsWith('/good')) response.writeHead(200, json).end(JSON.stringify(acme));
    else if (url === '/moved') response.writeHead(302, { location: '/good' }).end();
    else if (url === '/away') response.writeHead(302, { location: 'https://localhost:9/x' }).end();
    else if (url === '/silent') return;
    else if (url === '/large') response.writeHead(200, json).end(Buffer.alloc(21 * 1024 * 1024, 32));
    else response.writeHead(404).end();
  }), 'https');
  t.after(() => documents.close());
  const partner = await serveCollecting(t, answering({}));
  const dryRun = async (path: string) => {
    const { config } = await configOf(partner.url, `${documents.url}${path}`);
    return runCli(['--config', config, '--dry-run'], { environment: { ...environment, NODE_EXTRA_CA_CERTS: join(tls, 'test-only-certificate.pem') } });
  };

  const silent = dryRun('/silent');
  const good = await dryRun('/good?token=abcdef123456');
  assert.equal(good.code, 0, good.stderr);
  assert.match(good.stdout, /^Dry run: nothing but contracts was fetched, and there is no verdict\.\n\n(?:.*\n)*Contract {3}https:\/\/127\.0\.0\.1:\d+\/good\n/);
  assert.match(good.stdout, /GET http:\/\/127\.0\.0\.1:\d+\/v1\/orders\?state=open/);
  assert.doesNotMatch(good.stdout, /abcdef123456/);
  assert.equal((await dryRun('/moved')).code, 0);
  const problems: [path: string, problem: string][] = [
    ['/away', 'redirects to where it is not followed (host)'],
    ['/large', 'is larger than 20 MB'],
    ['/gone', 'answered 404'],
  ];
  for (const [path, problem] of problems) {
    const end = await dryRun(path);
    assert.deepEqual([end.code, end.stderr], [2, `error: gonogo.config.json: partners[0].contract.openapi names ${documents.url}${path}, which ${problem}.\n`]);
  }
  const { code, stderr, durationMs } = await silent;
  assert.equal(code, 2, stderr);
  assert.match(stderr, /\/silent, which gave no answer: /);
  assert.ok(durationMs < 60_000, `${durationMs} ms`);
  assert.ok(asked.every((one) => one.endsWith('without key')), asked.join('\n'));
  assert.deepEqual(partner.received, []);
});
