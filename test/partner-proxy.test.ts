import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer as createHttpsServer } from 'node:https';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type PartnerConfig, type ProxyConfig, env } from '../config.ts';
import { readGate } from '../config/schema.ts';
import { proxyFor } from '../fixtures/proxy-choice.ts';
import { serveProxy } from './connect-proxy.ts';
import { closedPort, listen } from './local-server.ts';
import { serveOAuth } from './oauth-server.ts';
import { type PartnerRun, partnerOf, runPartner, serveCollecting } from './partner-run.ts';

const folder = join(import.meta.dirname, 'fixture-tls');
const password = 'p/ss "word"+1@:';
const basic = `Basic ${Buffer.from(`runner:${password}`).toString('base64')}`;
const credentials = { user: 'runner', password: env('PROXY_PASSWORD') };
const inUrl = (url: string, word = password) => url.replace('://', `://runner:${encodeURIComponent(word)}@`);

async function serveTls(t: TestContext): Promise<string> {
  const server = createHttpsServer({ cert: readFileSync(join(folder, 'test-only-certificate.pem')), key: readFileSync(join(folder, 'test-only-key.pem')) }, (request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ sent: request.rawHeaders }));
  });
  const { url, close } = await listen(server, 'https');
  t.after(() => close());
  return url;
}

function call(t: TestContext, url: string, partner: Partial<PartnerConfig>, environment: Record<string, string> = {}): Promise<PartnerRun> {
  return runPartner(t, partnerOf(url, [{ request: { path: '/a' }, budget: '3s' }], { tls: { ca: 'test-only-certificate.pem' }, ...partner }), { folder, env: { PROXY_PASSWORD: password, ...environment } });
}

const authorityOf = (url: string) => new URL(url).host;
const told = ({ results }: PartnerRun) => results.flatMap(({ outcome, findings }) => [outcome, ...findings.map(({ code, attribution }) => `${code} ${attribution}`)]);

test('a call goes through the proxy, with TLS to the partner itself, and the credentials of the proxy stand nowhere', async (t) => {
  const url = await serveTls(t);
  const proxy = await serveProxy(t, { authorization: basic });
  const run = await call(t, url, { proxy: { url: proxy.url, ...credentials } });
  assert.deepEqual(told(run), ['pass'], run.messages.join());
  assert.deepEqual(proxy.asked, [[authorityOf(url), 200]]);
  const [attempt] = run.observations[0]?.steps[0]?.attempts ?? [];
  assert.deepEqual([attempt?.tls?.host, attempt?.tls?.issuer], ['127.0.0.1', 'gonogo test only']);
  assert.doesNotMatch(attempt?.answer?.sample ?? '', /proxy/i, 'the partner is told nothing of the proxy');
  const kept = JSON.stringify([run.observations, run.results, run.planned.plan]);
  assert.deepEqual([password, JSON.stringify(password).slice(1, -1), basic.slice(6)].filter((secret) => kept.includes(secret)), []);
});

test('a partner without TLS is called through a tunnel too, and so is what gives its tokens', async (t) => {
  const oauth = await serveOAuth(t, { id: 'shop', secret: 'client-secret-1' }, 'client_secret_basic');
  const server = await serveCollecting(t, (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
  const proxy = await serveProxy(t);
  const auth = { oauth2: { tokenUrl: oauth.tokenUrl, clientId: 'shop', clientSecret: env('CLIENT') } };
  assert.deepEqual(told(await call(t, server.url, { auth, proxy: proxy.url as ProxyConfig }, { CLIENT: 'client-secret-1' })), ['pass']);
  assert.deepEqual(proxy.asked, [[authorityOf(oauth.tokenUrl), 200], [authorityOf(server.url), 200]]);
});

const broken: [title: string, proxy: { authorization?: string; refuse?: number } | null, word: string, expected: string[], message: RegExp, asked: number][] = [
  ['credentials that it does not take', { authorization: basic }, 'another word', ['fail', 'API_UNREACHABLE runner'], /^GET \/a got no connection: PROXY_407 \(the proxy 127\.0\.0\.1:\d+ answered 407\), 1 attempt; expected an answer$/, 1],
  ['a host that it does not let through', { refuse: 403 }, password, ['fail', 'API_UNREACHABLE runner'], /PROXY_403/, 1],
  ['nobody at its address', null, password, ['fail', 'API_UNREACHABLE runner'], /PROXY_ECONNREFUSED \(the proxy 127\.0\.0\.1:\d+: connect ECONNREFUSED/, 0],
  ['a partner that it cannot reach either', { refuse: 502 }, password, ['fail', 'API_UNREACHABLE environment'], /PROXY_502/, 0],
];
for (const [title, kind, word, expected, message, asked] of broken) {
  test(`a proxy says whose it is: ${title}`, async (t) => {
    const url = await serveTls(t);
    const proxy = kind === null ? { url: `http://127.0.0.1:${await closedPort()}`, asked: [] } : await serveProxy(t, kind);
    const run = await call(t, url, { proxy: { url: proxy.url, ...credentials } }, { PROXY_PASSWORD: word });
    assert.deepEqual(told(run), expected);
    assert.match(run.messages[0] ?? '', message);
    if (asked > 0) assert.equal(proxy.asked.length, asked);
  });
}

test('a user whose name would hide a part of the password is refused', async (t) => {
  await assert.rejects(call(t, 'https://127.0.0.1:9', { proxy: { url: 'http://127.0.0.1:9', user: 'a:b', password: env('PROXY_PASSWORD') } }), /partners\[0\]\.proxy\.user must not have a colon, which separates user and password\./);
});

test('a proxy with TLS must prove who it is', async (t) => {
  const run = await call(t, await serveTls(t), { proxy: (await serveTls(t)) as ProxyConfig });
  assert.deepEqual(told(run), ['fail', 'API_UNREACHABLE runner']);
  assert.match(run.messages[0] ?? '', /PROXY_DEPTH_ZERO_SELF_SIGNED_CERT/);
});

test('a token that a proxy keeps away is the runner', async (t) => {
  const proxy = await serveProxy(t, { refuse: 403 });
  const auth = { oauth2: { tokenUrl: 'https://login.acme.example/token', clientId: 'shop', clientSecret: env('CLIENT') } };
  const run = await call(t, await serveTls(t), { auth, proxy: proxy.url as ProxyConfig }, { CLIENT: 'client-secret-1' });
  assert.deepEqual(told(run), ['fail', 'API_NO_TOKEN runner', 'STEP_NOT_REACHED release']);
  assert.match(run.messages[0] ?? '', /gave no access token: the proxy 127\.0\.0\.1:\d+ answered 403;/);
});

test('what the environment says of proxies counts where it is asked for, and only there', async (t) => {
  const url = await serveTls(t);
  const proxy = await serveProxy(t, { authorization: basic });
  const environment = { HTTPS_PROXY: inUrl(proxy.url) };
  const run = await call(t, url, { proxy: 'environment' }, environment);
  assert.deepEqual(told(run), ['pass']);
  assert.equal(proxy.asked.length, 1);
  assert.ok(run.planned.secrets.includes(password) && run.planned.secrets.includes(basic));
  for (const [partner, more] of [[{}, {}], [{ proxy: 'none' }, {}], [{ proxy: 'environment' }, { NO_PROXY: 'a.example, 127.0.0.1' }], [{ proxy: 'environment' }, { https_proxy: '', HTTPS_PROXY: '' }]] as const) {
    assert.deepEqual(told(await call(t, url, partner, { ...environment, ...more })), ['pass']);
  }
  assert.equal(proxy.asked.length, 1);
  await assert.rejects(call(t, url, { proxy: 'environment' }, { HTTPS_PROXY: 'socks5://runner:geheim@127.0.0.1:9' }), { message: 'gonogo.config.ts: partners[0].proxy takes the environment variable HTTPS_PROXY, which must hold a URL that starts with http:// or https://.' });
});

const rules = (except: string[]) => ({ http: { url: 'http://plain:1' }, https: { url: 'http://secure:2' }, except });
const choices: [url: string, except: string[], proxy: string | null][] = [
  ['http://api.acme.example/', [], 'http://plain:1'],
  ['https://api.acme.example/', [], 'http://secure:2'],
  ['https://api.acme.example/', ['acme.example'], null],
  ['https://api.acme.example/', ['.acme.example'], null],
  ['https://api.acme.example/', ['*.ACME.example'], null],
  ['https://acme.example/', ['.acme.example'], null],
  ['https://notacme.example/', ['acme.example'], 'http://secure:2'],
  ['https://acme.example.com/', ['acme.example'], 'http://secure:2'],
  ['https://api.acme.example/', ['other.example', '*'], null],
  ['https://api.acme.example/', ['acme.example:443'], null],
  ['https://api.acme.example:8443/', ['acme.example:443'], 'http://secure:2'],
  ['http://10.1.2.3/', ['10.0.0.0/8'], null],
  ['http://11.1.2.3/', ['10.0.0.0/8'], 'http://plain:1'],
  ['http://10.1.2.3/', ['10.0.0.0/99'], 'http://plain:1'],
  ['http://10.1.2.3:81/', ['10.1.2.3'], null],
  ['http://[fd00::1]/', ['fd00::/8'], null],
  ['http://[fd00::1]:81/', ['[fd00::1]:81'], null],
  ['http://[fd00::1]/', ['fd00::1'], null],
  ['http://[fd00::1]/', ['fd00::2'], 'http://plain:1'],
  ['http://api.acme.example/', ['10.0.0.0/8', ':', '/', 'example/8'], 'http://plain:1'],
];
for (const [url, except, proxy] of choices) {
  test(`${url} but for ${except.join(' ') || 'nothing'} goes through ${proxy ?? 'none'}`, () => assert.equal(proxyFor(url, rules(except))?.url ?? null, proxy));
}

const wanted = `must be 'environment', 'none', the URL of a proxy, or { url, user, password } with the password as env("NAME") or file("PATH")`;
const refused: [title: string, proxy: unknown, problem: string][] = [
  ['a password in the configuration', { url: 'http://proxy.example:3128', user: 'runner', password: 'geheim' }, `partners[0].proxy ${wanted}, but is an object.`],
  ['credentials in the URL', 'http://runner:geheim@proxy.example', 'partners[0].proxy must not carry a user name or password: write { url, user, password } with the password as env("NAME") or file("PATH").'],
  ['a proxy of another kind', 'socks5://proxy.example', `partners[0].proxy ${wanted}, but is "socks5://proxy.example".`],
  ['a path', 'http://proxy.example/pac', `partners[0].proxy ${wanted}, but is "http://proxy.example/pac".`],
];
for (const [title, proxy, problem] of refused) {
  test(`${title}: is refused`, () => {
    assert.deepEqual(readGate({ partners: [{ name: 'p', baseUrl: 'https://p.example', proxy, journeys: [{ name: 'j', steps: [{ request: { path: '/' } }] }] }] }), { problems: [problem] });
  });
}
