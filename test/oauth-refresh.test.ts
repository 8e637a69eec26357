import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type AuthConfig, type StepConfig, env } from '../config.ts';
import { readGate } from '../config/schema.ts';
import { type OAuthServer, serveOAuth } from './oauth-server.ts';
import { type PartnerRun, partnerOf, runPartner, serveCollecting } from './partner-run.ts';

const client = { id: 'shop', secret: 'p/ss "word"+1!' };

/** A partner that knows who a token was given to, and repeats every secret in its answers. */
async function servePartner(t: TestContext, oauth: OAuthServer): Promise<{ url: string; clients: (string | null)[] }> {
  const clients: (string | null)[] = [];
  const { url } = await serveCollecting(t, ({ headers }, response) => {
    void oauth.clientOf(String(headers.authorization).slice(7)).then((known) => {
      clients.push(known);
      response.writeHead(known === null ? 401 : 200, { 'content-type': 'application/json' }).end(JSON.stringify({ all: oauth.given, sent: headers.authorization }));
    });
  });
  return { url, clients };
}

const read: StepConfig[] = [{ request: { path: '/a' } }, { request: { path: '/b' }, expect: { json: { '$.all': 1 } } }];

function run(t: TestContext, url: string, auth: AuthConfig, refreshToken: string, now = Date.now): Promise<PartnerRun> {
  return runPartner(t, { name: 'acme', baseUrl: url, auth, journeys: [{ name: 'a', steps: read }, { name: 'b', steps: read }] }, { env: { SECRET: client.secret, REFRESH: refreshToken }, now });
}

const ways: [title: string, method: 'client_secret_basic' | 'client_secret_post' | 'none', more: object][] = [
  ['credentials in the header', 'client_secret_basic', { clientSecret: env('SECRET') }],
  ['credentials in the body', 'client_secret_post', { clientSecret: env('SECRET'), authentication: 'body' }],
  ['a public client', 'none', {}],
];
for (const [title, method, more] of ways) {
  test(`a refresh token gives one access token in a run: ${title}`, async (t) => {
    const oauth = await serveOAuth(t, client, method);
    const { url, clients } = await servePartner(t, oauth);
    const refreshToken = await oauth.issueRefreshToken();
    const { observations, codes } = await run(t, url, { oauth2: { tokenUrl: oauth.tokenUrl, clientId: 'shop', refreshToken: env('REFRESH'), ...more } }, refreshToken);
    assert.deepEqual(codes, ['API_VALUE', 'API_VALUE']);
    assert.deepEqual(clients, ['shop', 'shop', 'shop', 'shop']);
    assert.equal(oauth.given.length, 1);
    assert.deepEqual(observations.map(({ token }) => [token?.status, token?.expiresInS, token?.refreshToken, token?.error]), [0, 1].map(() => [200, 600, 'kept', null]));
  });
}

test('a token that runs out in the midst of a journey is followed by another, each refresh token is used once, and none stands anywhere', async (t) => {
  const oauth = await serveOAuth(t, client, 'client_secret_basic', { rotates: true });
  const { url, clients } = await servePartner(t, oauth);
  const refreshToken = await oauth.issueRefreshToken();
  const auth: AuthConfig = { oauth2: { tokenUrl: oauth.tokenUrl, clientId: 'shop', clientSecret: env('SECRET'), refreshToken: env('REFRESH') } };
  const first = await run(t, url, auth, refreshToken, () => Date.now() + clients.length * 400_000);
  assert.deepEqual(clients, ['shop', 'shop', 'shop', 'shop']);
  const given = oauth.given.flatMap(({ access_token: token, refresh_token: next }) => [token, next ?? '']);
  assert.ok(oauth.given.length >= 2 && oauth.given.length <= 4, `${oauth.given.length} grants`);
  assert.equal(new Set([...given, refreshToken]).size, given.length + 1, 'each grant has another access and refresh token');
  assert.deepEqual(first.observations.map(({ token }) => token?.refreshToken), ['replaced', 'replaced']);
  const kept = JSON.stringify([first.observations, first.results, first.planned.plan]);
  assert.deepEqual([...given, refreshToken, client.secret].filter((secret) => kept.includes(secret)), []);

  const next = await run(t, url, auth, refreshToken);
  assert.deepEqual(next.codes.filter((code) => code === 'API_NO_TOKEN').length, 2);
  assert.match(next.messages[0] ?? '', /\/token gave no access token: status 400, invalid_grant; expected/);
  assert.match(next.results[0]?.findings[0]?.advice ?? '', /^Check whether the refresh token has ended, was revoked, or was used before/);
});

test('a token that is not given again is told, and the last one is sent', async (t) => {
  const sent: (string | undefined)[] = [];
  const server = await serveCollecting(t, ({ url, headers }, response, number) => {
    if (url === '/token') return response.writeHead(number === 1 ? 200 : 503, { 'content-type': 'application/json' }).end('{"access_token":"access-token-1","expires_in":600}');
    sent.push(headers.authorization);
    response.writeHead(sent.length === 1 ? 200 : 401, { 'content-type': 'application/json' }).end('{}');
  });
  const auth: AuthConfig = { oauth2: { tokenUrl: `${server.url}/token`, clientId: 'shop', clientSecret: env('SECRET') } };
  const { codes } = await runPartner(t, partnerOf(server.url, [{ request: { path: '/a' } }, { request: { path: '/b' } }], { auth }), { env: { SECRET: client.secret }, now: () => Date.now() + sent.length * 700_000 });
  assert.deepEqual(codes, ['API_NO_TOKEN', 'API_STATUS']);
  assert.deepEqual(sent, ['Bearer access-token-1', 'Bearer access-token-1']);
  assert.deepEqual(server.received.map(({ url }) => url), ['/token', '/a', '/token', '/token', '/b']);
});

const hour = 3600;
/** An unsigned JWT. */
const jwt = (claims: object) => ['{"alg":"none"}', JSON.stringify(claims), 'x'].map((part) => Buffer.from(part).toString('base64url')).join('.');
const now = () => Math.floor(Date.now() / 1000);
const horizons: [title: string, answer: object, told: RegExp | null, life: number | null][] = [
  ['a refresh token that ends within the day', { refresh_expires_in: 7 * hour + 100 }, /^The refresh token of the configuration ends on \d{4}-\d\d-\d\d at \d\d:\d\d UTC, in 7 hours; expected a credential that is good for another day$/, 7 * hour + 100],
  ['one that ends within the hour', { refresh_token_expires_in: 1900 }, / UTC, in 31 min \d+ s; /, 1900],
  ['one that is good for a month', { refresh_expires_in: 720 * hour }, null, 720 * hour],
  ['one that never ends, as zero says', { refresh_expires_in: 0 }, null, null],
  ['one whose successor ends within the day', { refresh_token: 'another one', refresh_expires_in: 1800 }, null, null],
  ['one that outlasts all dates', { refresh_expires_in: 1e300 }, null, null],
  ['words in place of seconds', { refresh_expires_in: 'soon' }, null, null],
];
for (const [title, more, told, life] of horizons) {
  test(`the life of a refresh token is told: ${title}`, async (t) => {
    const server = await serveCollecting(t, ({ url }, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(url === '/token' ? { access_token: 'access-token-1', expires_in: 300, ...more } : {})));
    const { codes, messages, results } = await runPartner(t, partnerOf(server.url, [{ request: { path: '/a' } }], { auth: { oauth2: { tokenUrl: `${server.url}/token`, clientId: 'shop', refreshToken: env('REFRESH') } } }), { env: { REFRESH: 'refresh-token-1' } });
    assert.deepEqual(codes, told === null ? [] : ['CREDENTIAL_ENDS']);
    assert.match(messages[0] ?? '', told ?? /^$/);
    assert.deepEqual(results.map(({ outcome, findings }) => [outcome, ...findings.map(({ severity, attribution }) => `${severity} ${attribution}`)]), [['pass', ...(told === null ? [] : ['normal runner'])]]);
    assert.equal(results[0]?.metrics['tokenLifeS'], 300);
    assert.ok(life === null ? !('credentialLifeS' in (results[0]?.metrics ?? {})) : Math.abs((results[0]?.metrics['credentialLifeS'] ?? 0) - life) <= 5);
  });
}

const bearers: [title: string, claims: (now: number) => object | string, told: RegExp | null][] = [
  ['a JWT that ends within the day', (at) => ({ iat: at - 90 * hour, exp: at + 5 * hour }), /^The bearer token of the configuration ends on .* in [45] hours;/],
  ['one that does not say when it was made', (at) => ({ exp: at + 5 * hour }), /^The bearer token of the configuration ends/],
  ['one that is made to last for minutes', (at) => ({ iat: at - 60, exp: at + 600 }), null],
  ['one that is made to last for minutes, and has ended', (at) => ({ iat: at - 700, exp: at - 100 }), /^The bearer token of the configuration ended on \d{4}-\d\d-\d\d at \d\d:\d\d UTC; /],
  ['one that is good for a week', (at) => ({ exp: at + 168 * hour }), null],
  ['one without end', () => ({ sub: 'x' }), null],
  ['claims that are no times', () => ({ iat: 'now', exp: 1e300 }), null],
  ['a payload that is no object', () => 'nothing', null],
];
for (const [title, claims, told] of bearers) {
  test(`the life of a bearer token is told: ${title}`, async (t) => {
    const server = await serveCollecting(t, (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
    const { messages, results, planned } = await runPartner(t, partnerOf(server.url, [{ request: { path: '/a' } }], { auth: { bearer: env('TOKEN') } }), { env: { TOKEN: jwt(claims(now()) as object) } });
    assert.equal(messages.length, told === null ? 0 : 1);
    assert.match(messages[0] ?? '', told ?? /^$/);
    assert.equal(results[0]?.outcome, 'pass');
    assert.doesNotMatch(JSON.stringify([planned.plan, results]), /eyJ/);
  });
}

test('a client with neither secret nor refresh token is refused', () => {
  const auth = { oauth2: { tokenUrl: 'https://p.example/token', clientId: 'shop' } };
  assert.deepEqual(readGate({ partners: [{ name: 'p', baseUrl: 'https://p.example', auth, journeys: [{ name: 'j', steps: [{ request: { path: '/' } }] }] }] }), { problems: ['partners[0].auth.oauth2 must have clientSecret, or the refreshToken of a client without one.'] });
});
