import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer as createHttpsServer } from 'node:https';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TLSSocket } from 'node:tls';
import { type AuthConfig, env, file } from '../config.ts';
import { readGate } from '../config/schema.ts';
import { issue } from './authority.ts';
import { temporaryFolder } from './cli-run.ts';
import { listen } from './local-server.ts';
import { serveOAuth } from './oauth-server.ts';
import { partnerOf, runPartner, serveCollecting } from './partner-run.ts';

const secret = 'p/ss "word"+1!';
const token = 'tok-8fA3+/qLw9==';
const environment = { TOKEN: token, SECRET: secret };

/** A value as it may be written down. */
function formsOf(value: string): string[] {
  return [value, encodeURIComponent(value), new URLSearchParams({ x: value }).toString().slice(2), Buffer.from(value).toString('base64').replace(/=+$/, ''), Buffer.from(value).toString('base64url')];
}

const sent: [title: string, auth: AuthConfig, request: { url?: string; headers?: Record<string, string> }][] = [
  ['bearer', { bearer: env('TOKEN') }, { headers: { authorization: `Bearer ${token}` } }],
  ['basic', { basic: { user: 'shop', password: env('SECRET') } }, { headers: { authorization: `Basic ${Buffer.from(`shop:${secret}`).toString('base64')}` } }],
  ['an API key in a header', { apiKey: { header: 'X-Acme-Key', value: env('TOKEN') } }, { headers: { 'x-acme-key': token } }],
  ['an API key in the query', { apiKey: { query: 'acme', value: env('TOKEN') } }, { url: `/a?page=1&acme=${encodeURIComponent(token)}` }],
];
for (const [title, auth, { url = '/a?page=1', headers = {} }] of sent) {
  test(`${title} is sent, and stands in nothing that is kept though the server repeats it`, async (t) => {
    const server = await serveCollecting(t, (received, response) => response.writeHead(500, { 'content-type': 'application/json', 'x-echo': encodeURIComponent(received.url) }).end(JSON.stringify({ url: received.url, sent: received.headers })));
    const { planned, observations, results } = await runPartner(t, partnerOf(server.url, [{ request: { path: '/a', query: { page: 1 } } }], { auth }), { env: environment });
    assert.equal(server.received[0]?.url, url);
    for (const [name, value] of Object.entries(headers)) assert.equal(server.received[0]?.headers[name], value);
    const kept = JSON.stringify([planned.plan, observations, results]);
    const credentials = [token, secret, `shop:${secret}`].flatMap(formsOf);
    assert.deepEqual(credentials.filter((form) => kept.includes(form)), []);
  });
}

test('a secret is read from a file, without the line break at its end', async (t) => {
  const folder = await temporaryFolder();
  writeFileSync(join(folder, 'token'), `${token}\n`);
  const server = await serveCollecting(t, (_, response) => response.end('{}'));
  await runPartner(t, partnerOf(server.url, [{ request: { path: '/a' } }], { auth: { bearer: file('token') } }), { folder });
  assert.equal(server.received[0]?.headers.authorization, `Bearer ${token}`);
  await assert.rejects(runPartner(t, partnerOf(server.url, [{ request: { path: '/a' } }], { auth: { bearer: file('gone') } }), { folder }), { message: 'gonogo.config.ts: partners[0].auth.bearer names the file gone, which is not there.' });
});

test('a signature is the HMAC of method, path and query, time and body', async (t) => {
  const server = await serveCollecting(t, (_, response) => response.end('{}'));
  const auth: AuthConfig = { hmac: { keyId: 'key-7', secret: env('SECRET'), headers: { signature: 'X-Sign' } } };
  await runPartner(t, partnerOf(server.url, [{ request: { method: 'POST', path: '/a b', query: { q: 'ö' }, json: { n: 1 } }, mutates: true }, { request: { path: '/b' } }], { auth }), { env: environment });
  for (const { method, url, headers, body } of server.received) {
    const seconds = String(headers['x-timestamp']);
    const canonical = `${method}\n${url}\n${seconds}\n${createHash('sha256').update(body).digest('hex')}`;
    assert.equal(headers['x-sign'], createHmac('sha256', secret).update(canonical).digest('hex'));
    assert.equal(headers['x-key-id'], 'key-7');
    assert.ok(Math.abs(Number(seconds) - Date.now() / 1000) < 60);
  }
  assert.equal(server.received.length, 2);
});

for (const [authentication, method] of [['header', 'client_secret_basic'], ['body', 'client_secret_post']] as const) {
  test(`an OAuth 2 token is obtained once with credentials in the ${authentication}, and its horizon is kept`, async (t) => {
    const oauth = await serveOAuth(t, { id: 'sho:p', secret }, method);
    const clients: (string | null)[] = [];
    const server = await serveCollecting(t, ({ headers }, response) => {
      const given = String(headers.authorization).replace(/^Bearer /, '');
      void oauth.clientOf(given).then((client) => {
        clients.push(client);
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ echo: given }));
      });
    });
    const step = { request: { path: '/a' }, expect: { json: { '$.echo': 'x' } } };
    const auth: AuthConfig = { oauth2: { tokenUrl: oauth.tokenUrl, clientId: 'sho:p', clientSecret: env('SECRET'), scope: 'orders', authentication } };
    const { observations, results } = await runPartner(t, { name: 'acme', baseUrl: server.url, auth, journeys: [{ name: 'a', steps: [step, { request: { path: '/b' } }] }, { name: 'b', steps: [{ request: { path: '/c' } }] }] }, { env: environment });
    assert.deepEqual(clients, ['sho:p', 'sho:p', 'sho:p']);
    assert.deepEqual(observations.map(({ token: seen }) => [seen?.status, seen?.expiresInS, seen?.error, seen?.obtainedAt]), [0, 1].map(() => [200, 600, null, observations[0]?.token?.obtainedAt]));
    const given = String(server.received[0]?.headers.authorization).slice(7);
    const kept = JSON.stringify([observations, results]);
    assert.deepEqual([given, secret].flatMap(formsOf).filter((form) => kept.includes(form)), []);
  });
}

test('a token that is not given is a finding; no step is called', async (t) => {
  const oauth = await serveOAuth(t, { id: 'shop', secret: 'another one' }, 'client_secret_basic');
  const server = await serveCollecting(t, (_, response) => response.end('{}'));
  const { codes, messages } = await runPartner(t, partnerOf(server.url, [{ request: { path: '/a' } }, { request: { path: '/b' }, cleanup: true }], { auth: { oauth2: { tokenUrl: oauth.tokenUrl, clientId: 'shop', clientSecret: env('SECRET') } } }), { env: environment });
  assert.deepEqual(codes, ['API_NO_TOKEN', 'STEP_NOT_REACHED', 'STEP_NOT_REACHED']);
  assert.match(messages[0] ?? '', /\/token gave no access token: status 401, invalid_client; expected a token for the client$/);
  assert.equal(server.received.length, 0);
});

test('a run that is over before it has a token says nothing of the release', async (t) => {
  const auth: AuthConfig = { oauth2: { tokenUrl: 'http://127.0.0.1:9/token', clientId: 'shop', clientSecret: env('SECRET') } };
  const { codes, results } = await runPartner(t, partnerOf('http://127.0.0.1:9', [{ request: { path: '/a' } }], { auth }), { env: environment, signal: AbortSignal.abort() });
  assert.deepEqual([codes[0], results[0]?.findings[0]?.attribution], ['NOT_OBSERVED', 'runner']);
});

const tlsFolder = join(import.meta.dirname, 'fixture-tls');
const certificate = 'test-only-certificate.pem';
test('a client certificate is shown to a server whose authority is an own one', async (t) => {
  const pair = { cert: readFileSync(join(tlsFolder, certificate)), key: readFileSync(join(tlsFolder, 'test-only-key.pem')) };
  const server = createHttpsServer({ ...pair, ca: [pair.cert], requestCert: true, rejectUnauthorized: true }, (request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ known: (request.socket as TLSSocket).authorized }));
  });
  const { url, close } = await listen(server, 'https');
  t.after(() => close());
  const run = (tls: object) => runPartner(t, partnerOf(url, [{ request: { path: '/' }, expect: { json: { '$.known': true } }, budget: '2s' }], { tls }), { folder: tlsFolder });
  const { codes, planned, messages } = await run({ ca: certificate, cert: certificate, key: 'test-only-key.pem' });
  assert.deepEqual(codes, [], messages.join());
  assert.doesNotMatch(JSON.stringify(planned.plan), /BEGIN/);
  assert.deepEqual((await run({ ca: certificate })).codes, ['API_UNREACHABLE']);
  await assert.rejects(run({ ca: certificate, cert: certificate, key: certificate }), /partners\[0\]\.tls cannot be used: /);
});

const authority = issue('Acme Clients', { authority: true, days: 3650 });
const server = issue('acme', { by: authority });
for (const [days, told] of [[400, []], [9.5, ['CREDENTIAL_ENDS normal runner']], [-1, ['API_UNREACHABLE critical runner', 'CREDENTIAL_ENDS normal runner']]] as const) {
  test(`the life of a client certificate is told: ${days} days`, async (t) => {
    const client = issue('shop', { by: authority, days });
    const folder = await temporaryFolder();
    for (const [name, content] of [['client.pem', client.cert], ['client-key.pem', client.key], ['authority.pem', authority.cert]] as const) writeFileSync(join(folder, name), content);
    const { url, close } = await listen(createHttpsServer({ ...server, ca: [authority.cert], requestCert: true, rejectUnauthorized: true }, (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{}')), 'https');
    t.after(() => close());
    const { results, messages } = await runPartner(t, partnerOf(url, [{ request: { path: '/' }, budget: '3s' }], { tls: { cert: 'client.pem', key: 'client-key.pem', ca: 'authority.pem' } }), { folder });
    assert.deepEqual(results.flatMap(({ findings }) => findings.map(({ code, severity, attribution }) => `${code} ${severity} ${attribution}`)), told);
    if (days === 9.5) assert.match(messages[0] ?? '', /^The client certificate of the configuration ends on .* UTC, in 9 days; expected a credential that is good for another 14 days$/);
  });
}

const refused: [title: string, partner: object, problem: string][] = [
  ['a secret in the configuration', { auth: { bearer: 'abc' } }, 'partners[0].auth.bearer must be env("NAME") or file("PATH"), so that the secret stands in no configuration, but is "abc".'],
  ['two kinds of access', { auth: { bearer: env('A'), basic: { user: 'a', password: env('A') } } }, 'partners[0].auth must have one of bearer, basic, apiKey, oauth2, hmac, aws and oidc, but has bearer and basic.'],
  ['no kind of access', { auth: {} }, 'partners[0].auth must have one of bearer, basic, apiKey, oauth2, hmac, aws and oidc, but has none.'],
  ['a certificate without key', { tls: { cert: 'a.pem' } }, 'partners[0].tls must have cert and key together.'],
];
for (const [title, partner, problem] of refused) {
  test(`${title}: is refused`, () => {
    assert.deepEqual(readGate({ partners: [{ name: 'p', baseUrl: 'https://p.example', journeys: [{ name: 'j', steps: [{ request: { path: '/' } }] }], ...partner }] }), { problems: [problem] });
  });
}
