import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { createSecureServer } from 'node:http2';
import { createServer as createHttpsServer } from 'node:https';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { resolveOwnPackage } from '../cli/own-package.ts';
import { loadGate } from '../config.ts';
import { isSignedByAws } from './aws-verifier.ts';
import { issue } from './authority.ts';
import { serveCiIssuer } from './ci-issuer.ts';
import { temporaryFolder } from './cli-run.ts';
import { serveProxy } from './connect-proxy.ts';
import { closedPort, listen } from './local-server.ts';
import { serveOAuth } from './oauth-server.ts';
import { type Received, runGate, serveCollecting } from './partner-run.ts';

resolveOwnPackage();
const root = join(import.meta.dirname, '..');
const env = { ACME_ACCOUNT: 'account-9', ACME_TOKEN: 'token-abcdef', ACME_KEY: 'key/12345', ACME_KEY_ID: 'AKIDEXAMPLE', ACME_SECRET: 'secret/67890', ACME_WEBHOOK_SECRET: `whsec_${Buffer.from('the secret of the webhooks').toString('base64')}` };
const text = readFileSync(join(root, 'docs/partners.md'), 'utf8');
const contract = /^```yaml\n([\s\S]*?)^```$/m.exec(text)?.[1] ?? '';
const examples = [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code.trim());
const json = { 'content-type': 'application/json' };
const order = { id: 'ord_17', state: 'done', ticket: 'ticket-778899', lines: [1] };

type Answers = Record<string, (received: Received, number: number) => [status: number, headers: Record<string, string>, body: string] | Promise<[number, Record<string, string>, string]>>;
const good = (holds: boolean): [number, Record<string, string>, string] => [holds ? 200 : 400, json, '{}'];

/** The partner of the document: strict about what it is sent. */
const answers: Answers = {
  'POST /v1/orders': ({ body, headers }) => [body.includes('TEST-1') && headers['idempotency-key'] ? 201 : 400, { ...json, location: '/v1/orders/ord_17' }, JSON.stringify(order)],
  'POST /v1/form': ({ body }) => good(body.toString() === 'sku=TEST-1&count=2'),
  'POST /v1/documents': async ({ body, headers }) => {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': String(headers['content-type']) } }).formData();
    const invoice = form.get('invoice') as File;
    return good(form.get('title') === 'Invoice 7' && invoice.type === 'application/pdf' && (await invoice.text()) === '%PDF');
  },
  'POST /v1/xml': ({ body, headers }) => good(/^application\/xml/.test(String(headers['content-type'])) && body.includes('<sku>')),
  'POST /v1/soap': ({ headers, body }) => [headers['soapaction'] === '"urn:acme#GetStock"' && body.includes('Envelope') ? 200 : 500, { 'content-type': 'text/xml' }, '<ok/>'],
  'POST /v1/graphql': ({ body }) => [200, json, JSON.stringify({ data: { order: { id: (JSON.parse(body.toString()) as { variables: { id: string } }).variables.id } } })],
  'POST /v1/import': ({ body, headers }) => good(headers['content-type'] === 'text/csv' && body.toString() === 'sku,count\nTEST-1,2\n'),
  'GET /v1/account': () => [200, json, JSON.stringify({ merchant: 'm_4711', environment: 'production' })],
  'GET /v1/orders/17': () => [200, json, JSON.stringify(order)],
  'GET /v1/orders/17?fields=id,state': () => [200, json, JSON.stringify(order)],
  'GET /v1/orders/none?fields=id': () => [404, { 'content-type': 'application/problem+json' }, '{"title":"no such order"}'],
  'GET /v1/stock.xml': () => [200, { 'content-type': 'application/xml' }, '<stock xmlns="urn:acme" sku="TEST-1"><place>Aarau</place><place>Bern</place></stock>'],
  'GET /v1/prices.csv': () => [200, { 'content-type': 'text/csv; charset=utf-8' }, 'sku,price\nTEST-1,12.50\n'],
  'GET /v1/old-orders/17': () => [301, { location: '/v1/orders/17' }, ''],
  'GET /v1/orders/ord_17': ({ headers }, number) => [headers['x-ticket'] === order.ticket ? 200 : 403, json, JSON.stringify({ ...order, state: number < 4 ? 'pending' : 'done' })],
  'DELETE /v1/orders/ord_17': () => [204, {}, ''],
};

async function answer(received: Received, response: ServerResponse, number: number): Promise<void> {
  const [status, headers, body] = (await answers[`${received.method} ${received.url}`]?.(received, number)) ?? [404, json, '{}'];
  response.writeHead(status, headers).end(body);
}

/** The folder of a configuration with the files that the examples name. */
async function folderOf(config: string): Promise<string> {
  const folder = await temporaryFolder();
  for (const name of ['contracts', 'documents', 'schemas', 'secrets', 'tls']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'contracts/acme.yaml'), contract);
  writeFileSync(join(folder, 'documents/invoice.pdf'), '%PDF');
  writeFileSync(join(folder, 'schemas/order.json'), JSON.stringify({ type: 'object', required: ['id', 'state'], properties: { id: { type: 'string' } } }));
  writeFileSync(join(folder, 'secrets/acme-password'), `${env.ACME_SECRET}\n`);
  const tls = join(root, 'test/fixture-tls');
  for (const name of ['client.pem', 'authority.pem']) copyFileSync(join(tls, 'test-only-certificate.pem'), join(folder, 'tls', name));
  copyFileSync(join(tls, 'test-only-key.pem'), join(folder, 'tls/client-key.pem'));
  writeFileSync(join(folder, 'gonogo.config.ts'), config);
  return folder;
}

async function findings(t: TestContext, baseUrl: string, partner: string, steps: string, more: Record<string, string> = {}, files: Record<string, string> = {}): Promise<{ codes: string[]; messages: string[] }> {
  const folder = await folderOf(`import { defineGate, env, file } from 'gonogo';\nexport default defineGate({ partners: [{ name: 'acme', baseUrl: '${baseUrl}', ${partner}\njourneys: [{ name: 'order', steps: [${steps}] }] }] });\n`);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const { gate } = await loadGate('gonogo.config.ts', folder);
  return runGate(t, gate, { env: { ...env, ...more }, folder });
}

/** Whether a request proves who calls, by the names in an example. */
const proofs: Record<string, (received: Received) => boolean | Promise<boolean>> = {
  bearer: ({ headers }) => headers.authorization === `Bearer ${env.ACME_TOKEN}`,
  basic: ({ headers }) => headers.authorization === `Basic ${Buffer.from(`shop:${env.ACME_SECRET}`).toString('base64')}`,
  'apiKey: { header': ({ headers }) => headers['x-acme-key'] === env.ACME_KEY,
  'apiKey: { query': ({ url }) => new URL(url, 'http://x').searchParams.get('key') === env.ACME_KEY,
  'aws: {': (received) => isSignedByAws(received, { accessKeyId: env.ACME_KEY_ID, secretAccessKey: env.ACME_SECRET }),
  hmac: ({ method, url, headers, body }) => {
    const canonical = [method, url, headers['x-timestamp'], createHash('sha256').update(body).digest('hex')].join('\n');
    return headers['x-key-id'] === 'shop-7' && headers['x-acme-signature'] === createHmac('sha256', env.ACME_SECRET).update(canonical).digest('hex');
  },
};

test('the document has an example of every kind', () => {
  const missing = ['json: {', 'form: {', 'multipart: {', 'xml: \'', 'soap: {', 'graphql: {', 'body: \'', 'status: [', 'headers: {', 'schema: ', 'xml: {', 'text: {', 'size: {', 'contentType: ', 'latency: {', 'redirects: ', 'capture: {', 'when: ', 'until: {', 'cleanup: ', 'encodings: ', 'oauth2: {', 'refreshToken: ', 'github: {', 'gitlab: ', 'proxy: {', "http: '2'", 'tls: {', 'operation: ', 'parameters: {', ...Object.keys(proofs)].filter((part) => !examples.some((example) => example.includes(part)));
  assert.deepEqual(missing, []);
});

for (const [index, example] of examples.filter((code) => code.startsWith('{') && !code.includes('webhook:')).entries()) {
  test(`step example ${index + 1} holds: ${example.replace(/\s+/g, ' ').slice(0, 70)}`, async (t) => {
    const server = await serveCollecting(t, (received, response, number) => void answer(received, response, number));
    const partner = example.includes('operation:') ? (examples.find((code) => code.startsWith('contract')) ?? '') : '';
    const { codes, messages } = await findings(t, `${server.url}/v1`, partner, example);
    assert.deepEqual(codes, example.includes('when:') ? ['STEP_NOT_DUE'] : [], messages.join('\n'));
  });
}

test('keys of a sandbox are told, although every call is answered', async (t) => {
  const example = examples.find((code) => code.includes("'/account'")) ?? '';
  const server = await serveCollecting(t, (_, response) => response.writeHead(200, json).end('{"merchant":"m_4711","environment":"sandbox"}'));
  const { codes, messages } = await findings(t, `${server.url}/v1`, '', example);
  assert.deepEqual(codes, ['API_VALUE']);
  assert.match(messages[0] ?? '', /\$\.environment is "sandbox"; expected "production"/);
});

test('an answer that the contract of the document does not allow is told', async (t) => {
  const example = examples.find((code) => code.includes("operation: 'getOrder'")) ?? '';
  const partner = examples.find((code) => code.startsWith('contract')) ?? '';
  const server = await serveCollecting(t, (_, response) => response.writeHead(200, json).end('{"id":17,"state":"done","note":null}'));
  const { codes, messages } = await findings(t, `${server.url}/v1`, partner, example);
  assert.deepEqual(codes, ['API_SCHEMA']);
  assert.match(messages[0] ?? '', /: \/id must be string; /);
});

for (const [kind, holds] of Object.entries(proofs)) {
  test(`access example holds: ${kind}`, async (t) => {
    const example = examples.find((code) => code.startsWith('auth') && code.includes(kind)) ?? '';
    const server = await serveCollecting(t, (received, response) => void Promise.resolve(holds(received)).then((isKnown) => response.writeHead(isKnown ? 200 : 401, json).end('{}')));
    assert.deepEqual((await findings(t, `${server.url}/v1`, example, "{ request: { path: '/me' } }")).messages, []);
    assert.deepEqual((await findings(t, `${server.url}/v1`, '', "{ request: { path: '/me' } }")).codes, ['API_STATUS']);
  });
}

test('access example holds: oauth2', async (t) => {
  const oauth = await serveOAuth(t, { id: 'shop', secret: env.ACME_SECRET }, 'client_secret_basic');
  const example = examples.find((code) => code.includes('oauth2')) ?? '';
  const server = await serveCollecting(t, ({ headers }, response) => void oauth.clientOf(String(headers.authorization).slice(7)).then((client) => response.writeHead(client === 'shop' ? 200 : 401, json).end('{}')));
  assert.deepEqual((await findings(t, server.url, example.replace('https://login.acme.example/token', oauth.tokenUrl), "{ request: { path: '/me' } }")).messages, []);
});

test('access example holds: refresh token', async (t) => {
  const oauth = await serveOAuth(t, { id: 'shop', secret: env.ACME_SECRET }, 'client_secret_basic');
  const example = examples.find((code) => code.includes('refreshToken')) ?? '';
  const server = await serveCollecting(t, ({ headers }, response) => void oauth.clientOf(String(headers.authorization).slice(7)).then((client) => response.writeHead(client === 'shop' ? 200 : 401, json).end('{}')));
  const answer = await findings(t, server.url, example.replace('https://login.acme.example/token', oauth.tokenUrl), "{ request: { path: '/me' } }", { ACME_REFRESH_TOKEN: await oauth.issueRefreshToken() });
  assert.deepEqual(answer.messages, []);
  assert.equal(oauth.given[0]?.refresh_token !== undefined, true);
});

for (const [pipeline, audience] of [['github', 'https://api.acme.example'], ['gitlab', 'acme']] as const) {
  test(`access example holds: oidc of ${pipeline}`, async (t) => {
    const issuer = await serveCiIssuer(t);
    const example = examples.find((code) => code.includes(`oidc: { ${pipeline}`)) ?? '';
    const server = await serveCollecting(t, ({ headers }, response) => response.writeHead(issuer.audienceOf(headers.authorization) === audience ? 200 : 401, json).end('{}'));
    assert.deepEqual((await findings(t, server.url, example, "{ request: { path: '/me' } }", { ...issuer.environment, ACME_ID_TOKEN: issuer.issue({ aud: 'acme' }) })).messages, []);
  });
}

test('the example of a webhook holds', async (t) => {
  const [step = '', listener = ''] = [examples.find((code) => code.includes('webhook:')), examples.find((code) => code.startsWith('listen'))];
  const port = await closedPort();
  const server = await serveCollecting(t, ({ body }, response) => {
    const { url, type } = JSON.parse(body.toString()) as { url: string; type: string };
    const payload = JSON.stringify({ type });
    const now = new Date();
    void fetch(url, { method: 'POST', body: payload, headers: { 'webhook-id': 'msg_1', 'webhook-timestamp': String(Math.floor(now.getTime() / 1000)), 'webhook-signature': new Webhook(env.ACME_WEBHOOK_SECRET).sign('msg_1', now, payload) } });
    response.writeHead(202, json).end('{}');
  });
  const local = listener.replace('8099', String(port)).replace('https://hooks.shop.example', `http://127.0.0.1:${port}`);
  assert.deepEqual((await findings(t, server.url, local, step)).messages, []);
});

test('the example of limits holds', async (t) => {
  const example = examples.find((code) => code.startsWith('limits')) ?? '';
  const times: number[] = [];
  const server = await serveCollecting(t, (_, response) => {
    times.push(performance.now());
    response.writeHead(200, json).end('{}');
  });
  assert.deepEqual((await findings(t, server.url, example, "{ request: { path: '/a' } }, { request: { path: '/b' } }, { request: { path: '/c' } }")).messages, []);
  assert.ok((times[2] ?? 0) - (times[0] ?? 0) > 120, String(times));
});

test('access example holds: tls', async (t) => {
  const pair = { cert: readFileSync(join(root, 'test/fixture-tls/test-only-certificate.pem')), key: readFileSync(join(root, 'test/fixture-tls/test-only-key.pem')) };
  const { url, close } = await listen(createHttpsServer({ ...pair, ca: [pair.cert], requestCert: true, rejectUnauthorized: true }, (_, response) => response.writeHead(200, json).end('{}')), 'https');
  t.after(() => close());
  const example = examples.find((code) => code.startsWith('tls')) ?? '';
  assert.deepEqual((await findings(t, url, example, "{ request: { path: '/me' } }")).messages, []);
});

test('access example holds: proxy', async (t) => {
  const proxy = await serveProxy(t, { authorization: `Basic ${Buffer.from(`gonogo:${env.ACME_SECRET}`).toString('base64')}` });
  const server = await serveCollecting(t, (_, response) => response.writeHead(200, json).end('{}'));
  const written = examples.find((code) => code.startsWith('proxy: {')) ?? '';
  const asked = examples.find((code) => code.startsWith("proxy: 'environment'")) ?? '';
  const way = { PROXY_PASSWORD: env.ACME_SECRET, HTTP_PROXY: proxy.url.replace('://', `://gonogo:${encodeURIComponent(env.ACME_SECRET)}@`) };
  assert.deepEqual((await findings(t, server.url, written.replace('http://proxy.shop.example:3128', proxy.url), "{ request: { path: '/me' } }", way)).messages, []);
  assert.deepEqual((await findings(t, server.url, asked, "{ request: { path: '/me' } }", way)).messages, []);
  assert.deepEqual((await findings(t, server.url, asked, "{ request: { path: '/me' } }", { ...way, NO_PROXY: '127.0.0.0/8' })).messages, []);
  assert.equal(proxy.asked.length, 2);
});

test('access example holds: http', async (t) => {
  const { cert, key } = issue('acme');
  const { url, close } = await listen(createSecureServer({ cert, key, allowHTTP1: true }, (request, response) => void response.writeHead(request.httpVersion === '2.0' ? 200 : 505, json).end('{}')), 'https');
  t.after(() => close());
  const example = examples.find((code) => code.startsWith('http:')) ?? '';
  assert.deepEqual((await findings(t, url, `${example} tls: { ca: 'tls/own.pem' },`, "{ request: { path: '/me' } }", {}, { 'tls/own.pem': cert })).messages, []);
});

test('access example holds: expiry', async (t) => {
  const example = examples.find((code) => code.startsWith('tls: { expiry')) ?? '';
  const codes = [];
  for (const days of [20, 5]) {
    const { cert, key } = issue('acme', { days: days + 0.5 });
    const { url, close } = await listen(createHttpsServer({ cert, key }, (_, response) => response.writeHead(200, json).end('{}')), 'https');
    t.after(() => close());
    const partner = example.replace('{', "{ ca: 'tls/own.pem',");
    const folder = await folderOf(`import { defineGate } from 'gonogo';\nexport default defineGate({ partners: [{ name: 'acme', baseUrl: '${url}', ${partner}\njourneys: [{ name: 'order', steps: [{ request: { path: '/me' } }] }] }] });\n`);
    writeFileSync(join(folder, 'tls/own.pem'), cert);
    const { gate } = await loadGate('gonogo.config.ts', folder);
    codes.push(...(await runGate(t, gate, { env, folder })).results.flatMap(({ outcome, findings }) => [outcome, ...findings.map(({ code }) => code)]));
  }
  assert.deepEqual(codes, ['pass', 'CERTIFICATE_EXPIRES', 'fail', 'CERTIFICATE_EXPIRES']);
});
