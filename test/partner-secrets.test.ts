import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { runCli, startCli, temporaryFolder } from './cli-run.ts';
import { serveCiIssuer } from './ci-issuer.ts';
import { serveProxy } from './connect-proxy.ts';
import { closedPort } from './local-server.ts';
import { serveOAuth } from './oauth-server.ts';
import { serveCollecting } from './partner-run.ts';

/** A value in plain, as in URLs and forms, and in base64. */
function formsOf(value: string): string[] {
  return [value, encodeURIComponent(value), new URLSearchParams({ x: value }).toString().slice(2), Buffer.from(value).toString('base64').replace(/=+$/, ''), Buffer.from(value).toString('base64url')];
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
}

test('credentials of every kind stand in no file and on no screen, whatever comes of the calls, though every answer repeats them', async (t) => {
  const values = { BEARER: 'bea/rer tok+1', PASSWORD: 'pass "word"+2', KEY: 'api/key=3 x', QUERY: 'query/key=4 y', CLIENT: 'client/secret+5', HMAC: 'hmac/secret+6', AWS_ID: 'AKIDEXAMPLE', AWS_KEY: 'aws/secret+7==', AWS_SESSION: 'aws/session+8==' };
  const captured = 'capt/ured+0 z';
  const oauth = await serveOAuth(t, { id: 'shop', secret: values.CLIENT }, 'client_secret_basic');
  const rotating = await serveOAuth(t, { id: 'shop', secret: values.CLIENT }, 'client_secret_post', { rotates: true });
  const issuer = await serveCiIssuer(t);
  const environment = { ...values, ...issuer.environment, REFRESH: await rotating.issueRefreshToken(), JOB: issuer.issue({ aud: 'acme' }), PROXY: 'proxy/secret+a' };
  const given: string[] = [];
  const tokens = () => [...issuer.given, ...[...oauth.given, ...rotating.given].flatMap(({ access_token: token, refresh_token: next }) => (next === undefined ? [token] : [token, next]))];
  const server = await serveCollecting(t, ({ method, url, headers, body }, response) => {
    if (url.startsWith('/late')) return;
    given.push(...[headers.authorization, headers['x-signature']].filter((value) => typeof value === 'string').map((value) => value.replace(/^(\w+ |AWS4.*Signature=)/, '')));
    const once = url.startsWith('/good') ? '' : captured;
    const repeated = { method, url, headers, body: body.toString(), all: { ...environment, proxy: Buffer.from(`runner:${environment.PROXY}`).toString('base64') }, tokens: tokens(), once };
    const status = method === 'POST' ? 201 : url.startsWith('/good') ? 200 : 500;
    response.writeHead(status, { 'content-type': 'application/json', 'x-echo': encodeURIComponent(JSON.stringify([headers, once])) }).end(JSON.stringify(repeated));
  });
  const folder = await temporaryFolder();
  const journeys = [
    { name: 'failure', steps: [
      { request: { method: 'POST', path: '/create', json: {} }, mutates: true, capture: { once: { json: '$.once', secret: true } } },
      { request: { path: ['/read/', { captured: 'once' }], headers: { 'x-once': { captured: 'once' } } }, expect: { json: { '$.headers': 'x' } } },
    ] },
    { name: 'success', steps: [{ request: { path: '/good' } }] },
    { name: 'late', steps: [{ request: { path: '/late' }, budget: '2s' }] },
  ];
  const refused = [{ name: 'refused', steps: [{ request: { path: '/' }, budget: '400ms' }] }];
  const auths = {
    bearer: { bearer: { env: 'BEARER' } },
    basic: { basic: { user: 'shop', password: { env: 'PASSWORD' } } },
    header: { apiKey: { header: 'x-acme', value: { env: 'KEY' } } },
    query: { apiKey: { query: 'acme', value: { env: 'QUERY' } } },
    oauth: { oauth2: { tokenUrl: oauth.tokenUrl, clientId: 'shop', clientSecret: { env: 'CLIENT' } } },
    refresh: { oauth2: { tokenUrl: rotating.tokenUrl, clientId: 'shop', clientSecret: { env: 'CLIENT' }, refreshToken: { env: 'REFRESH' }, authentication: 'body' } },
    hmac: { hmac: { keyId: 'k', secret: { env: 'HMAC' } } },
    aws: { aws: { accessKeyId: { env: 'AWS_ID' }, secretAccessKey: { env: 'AWS_KEY' }, sessionToken: { env: 'AWS_SESSION' }, region: 'eu-central-1', service: 'execute-api' } },
    github: { oidc: { github: {} } },
    gitlab: { oidc: { gitlab: { env: 'JOB' } } },
  };
  const nobody = `http://127.0.0.1:${await closedPort()}`;
  const way = { url: (await serveProxy(t)).url, user: 'runner', password: { env: 'PROXY' } };
  const refusing = { ...way, url: (await serveProxy(t, { refuse: 403 })).url };
  const proxied = [{ name: 'proxied', baseUrl: server.url, proxy: way, journeys }, { name: 'no proxied', baseUrl: server.url, proxy: refusing, journeys: refused }];
  const partners = Object.entries(auths).flatMap(([name, auth]) => [{ name, baseUrl: server.url, auth, journeys }, { name: `no ${name}`, baseUrl: nobody, auth, journeys: refused }]);
  const config = join(folder, 'gonogo.config.json');
  writeFileSync(config, JSON.stringify({ targets: { shop: { url: server.url } }, partners: [...partners, ...proxied] }));
  const end = await runCli(['--config', config, '--format', 'summary,junit,html'], { environment, output: join(folder, 'out') });

  assert.equal(end.code, 20, end.stderr);
  const ended = (end.verdict?.checks ?? []).map(({ outcome, findings }) => [outcome, ...findings.map(({ code }) => code).slice(0, 1)].join(' '));
  assert.deepEqual(ended, [...Object.keys(auths), 'proxied'].flatMap(() => ['fail API_STATUS', 'pass', 'fail API_TIMEOUT', 'fail API_UNREACHABLE']));
  assert.ok(given.length >= 16 && tokens().length >= 4, 'credentials were sent');
  const secrets = [...Object.values(environment), captured, ...given, ...tokens(), `runner:${environment.PROXY}`].flatMap(formsOf);
  const files = filesOf(join(folder, 'out'));
  assert.ok(files.length > 32, files.join('\n'));
  const leaks = [...files.map((path) => [path, readFileSync(path, 'latin1')] as const), ['screen', end.stdout + end.stderr] as const].flatMap(([place, text]) => secrets.filter((form) => text.includes(form)).map((form) => `${place.slice(folder.length)}: ${form}`));
  assert.deepEqual(leaks, []);
});

test('after SIGTERM clean-up still runs with what was captured, and the verdict is INCONCLUSIVE', async (t) => {
  const server = await serveCollecting(t, ({ method, url }, response) => {
    if (url === '/hangs') return;
    response.writeHead(200, { 'content-type': 'application/json' }).end(method === 'POST' ? '{"id":"o-17"}' : '{}');
  });
  const folder = await temporaryFolder();
  const steps = [
    { request: { method: 'POST', path: '/orders', json: {} }, mutates: true, capture: { orderId: { json: '$.id' } } },
    { request: { path: '/hangs' }, budget: '60s' },
    { request: { method: 'DELETE', path: ['/orders/', { captured: 'orderId' }] }, mutates: true, cleanup: true },
  ];
  const config = join(folder, 'gonogo.config.json');
  writeFileSync(config, JSON.stringify({ targets: { shop: { url: server.url } }, partners: [{ name: 'acme', baseUrl: server.url, journeys: [{ name: 'j', steps }] }] }));
  const run = await startCli(['--config', config], { output: join(folder, 'out') });
  for (const until = performance.now() + 20_000; !server.received.some(({ url }) => url === '/hangs') && performance.now() < until; ) await delay(50);
  run.process.kill('SIGTERM');
  const end = await run.ended;
  assert.deepEqual(server.received.map(({ method, url }) => `${method} ${url}`), ['POST /orders', 'GET /hangs', 'DELETE /orders/o-17']);
  assert.deepEqual([end.code, end.verdict?.verdict], [21, 'INCONCLUSIVE'], end.stderr);
});
