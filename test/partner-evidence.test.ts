import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { createServer as createHttpsServer } from 'node:https';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { openEvidenceStore } from '../fixtures/evidence-store.ts';
import { keepExchanges } from '../fixtures/exchange-files.ts';
import { openConnections, send } from '../fixtures/http.ts';
import type { Phases, SentRecord, WrittenText } from '../verdict/api-observation.ts';
import { curlCommand } from '../verdict/curl.ts';
import { showsTrouble } from '../verdict/evaluate.ts';
import { createRedactor } from '../verdict/redact.ts';
import { clipWritten, shownText, writeOut } from '../verdict/written-text.ts';
import { issue } from './authority.ts';
import { temporaryFolder } from './cli-run.ts';
import { listen, serveHttp } from './local-server.ts';
import { partnerOf, runPartner, serveCollecting } from './partner-run.ts';

const json = { 'content-type': 'application/json' };
const env = { ACME_TOKEN: 'tok-Zq8-secret', ACME_KEY: 'k3y9988' };
const names = new Map(Object.entries(env).map(([name, value]) => [value, name]));
const redact = createRedactor(Object.values(env));

const written: [title: string, text: string, expected: WrittenText][] = [
  ['no secret', 'plain', 'plain'],
  ['a name in the place of its value', 'Bearer tok-Zq8-secret', ['Bearer ', { env: 'ACME_TOKEN' }]],
  ['twice, and another', 'tok-Zq8-secret,k3y9988,tok-Zq8-secret', [{ env: 'ACME_TOKEN' }, ',', { env: 'ACME_KEY' }, ',', { env: 'ACME_TOKEN' }]],
  ['a text that looks like a name is none', '$ACME_TOKEN', '$ACME_TOKEN'],
  ['a value of a query', 'https://a.example/?key=k3y9988&x=1', ['https://a.example/?key=', { env: 'ACME_KEY' }, '&x=1']],
  ['a value in JSON under a name that tells', '{"token":"tok-Zq8-secret","password":"other-1"}', ['{"token":"', { env: 'ACME_TOKEN' }, '","password":"[redacted]"}']],
  ['in another form it is masked', `in base64 ${Buffer.from(env.ACME_TOKEN).toString('base64url')}`, 'in base64 [redacted]'],
];
for (const [title, text, expected] of written) {
  test(`written out: ${title}`, () => assert.deepEqual(writeOut(text, names, redact), expected));
}

test('a cut text keeps no half of a name', () => {
  assert.deepEqual(clipWritten(['Bearer ', { env: 'ACME_TOKEN' }, ' and more'], 9), ['Bearer ', { env: 'ACME_TOKEN' }]);
  assert.equal(shownText(clipWritten('abcdef', 3)), 'abc');
});

const hostile = `'; touch /tmp/gonogo-owned; ' $(id) \`id\` "$ACME_TOKEN" $HOME \\ !! "x" & | > # ~ *`;
const request = (more: Partial<SentRecord> = {}): SentRecord => ({ url: 'https://a.example/x', headers: {}, body: null, ...more });
const commands: [title: string, method: string, sent: SentRecord, words: string[] | null, leftOut?: string[]][] = [
  ['a GET', 'GET', request(), ['--include', 'https://a.example/x']],
  ['a HEAD', 'HEAD', request(), ['--include', '--head', 'https://a.example/x']],
  ['a header whose secret has a name', 'GET', request({ headers: { authorization: ['Bearer ', { env: 'ACME_TOKEN' }], accept: '*/*', traceparent: '00-1', 'x-empty': '' } }), ['--include', '--header', 'authorization: Bearer tok-Zq8-secret', '--header', 'accept: */*', '--header', 'x-empty;', 'https://a.example/x']],
  ['a hostile header and body', 'POST', request({ headers: { 'x-a': hostile, 'accept-encoding': 'gzip' }, body: { bytes: 90, sample: `${hostile}\n@file`, whole: true } }), ['--include', '--request', 'POST', '--compressed', '--header', `x-a: ${hostile}`, '--data-raw', `${hostile}\n@file`, 'https://a.example/x']],
  ['a hostile URL', 'GET', request({ url: "https://a.example/it's;$(id)?a=[1-9]{b}`" }), ['--include', '--globoff', "https://a.example/it's;$(id)?a=[1-9]{b}`"]],
  ['a key in the URL', 'GET', request({ url: ['https://a.example/?key=', { env: 'ACME_KEY' }] }), ['--include', 'https://a.example/?key=k3y9988']],
  ['what is masked, cut or unseen is left out', 'PUT', request({ headers: { cookie: '[redacted]', 'x-b': 'a\u202eb', 'x-c': '\u001b[2J' }, body: { bytes: 9000, sample: '{', whole: false } }), ['--include', '--request', 'PUT', 'https://a.example/x'], ['cookie', 'x-b', 'x-c', 'body']],
  ['another scheme', 'GET', request({ url: 'file:///etc/passwd' }), null],
  ['a method that is none', 'GET; rm', request(), null],
  ['a name that is none', 'GET', request({ headers: { 'x-a': [{ env: 'A;id' }] } }), ['--include', 'https://a.example/x'], ['x-a']],
];
test('curl lines hold what was sent and nothing that a shell would act on', () => {
  const made = commands.map(([, method, sent]) => curlCommand(method, sent));
  assert.deepEqual(made.map((command) => command === null), commands.map(([, , , words]) => words === null));
  assert.deepEqual(made.map((command) => command?.leftOut), commands.map(([, , , words, leftOut = []]) => (words === null ? undefined : leftOut)));
  // A shell with a curl that tells its words, and the variables that the lines name.
  const script = ['curl() { for word; do printf "%s\\0" "$word"; done; printf "\\0"; }', ...made.flatMap((command) => command?.line ?? [])].join('\n');
  const { stdout, stderr } = spawnSync('sh', ['-c', script], { encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', ...env } });
  assert.equal(stderr, '');
  assert.deepEqual(stdout.split('\0\0').slice(0, -1).map((line) => line.split('\0')), commands.flatMap(([, , , words]) => (words === null ? [] : [words])));
});

test('a journey that fails leaves its calls as files, with trace, phases and a line to call again, and no secret', async (t) => {
  const server = await serveCollecting(t, ({ headers, url }, response) => response.writeHead(url.startsWith('/v1/bad') ? 500 : 200, { ...json, 'x-echo': String(headers.authorization) }).end(JSON.stringify({ echo: headers.authorization })));
  const partner = partnerOf(`${server.url}/v1`, [
    { name: 'first', request: { path: '/good', query: { key: { env: 'ACME_KEY' } } } },
    { name: 'second', request: { method: 'POST', path: '/bad', json: { key: { env: 'ACME_KEY' }, note: "it's" } }, mutates: true },
    { name: 'third', request: { path: '/never' } },
  ], { auth: { bearer: { env: 'ACME_TOKEN' } } });
  const { observations: [observation], planned } = await runPartner(t, partner, { env });
  assert.ok(observation && showsTrouble(observation, planned.plan));
  const folder = await temporaryFolder();
  const kept = await keepExchanges(observation, openEvidenceStore(folder), '0001-acme');
  assert.deepEqual(readdirSync(join(folder, 'evidence')).sort(), ['0001-acme-1.httpexchange', '0001-acme-2.httpexchange', '0001-acme-calls.txt']);
  const read = (name: string) => readFileSync(join(folder, 'evidence', name), 'utf8');

  const exchange = JSON.parse(read('0001-acme-2.httpexchange')) as { schemaVersion: number; request: { method: string; url: string; headers: { name: string; value: string }[]; body: object }; response: { status: number; body: { value: string } }; start: number; stop: number };
  const { method, url, headers, body } = exchange.request;
  assert.deepEqual([exchange.schemaVersion, method, url, exchange.response.status], [1, 'POST', `${server.url}/v1/bad`, 500]);
  assert.equal(headers.find(({ name }) => name === 'authorization')?.value, 'Bearer $ACME_TOKEN');
  assert.deepEqual(body, { contentType: 'application/json', encoding: 'utf8', value: '{"key":"$ACME_KEY","note":"it\'s"}', size: 31, truncated: false });
  assert.ok(exchange.stop >= exchange.start);

  const trace = String(server.received[0]?.headers['traceparent']).slice(3, 35);
  const text = read('0001-acme-calls.txt');
  assert.match(text, new RegExp(`^first: GET ${server.url}/v1/good\\?key=\\[redacted\\]\n  trace ${trace}\n  attempt 1 at \\S+: status 200 after \\d+ ms \\(connect \\d+, first byte \\d+, body \\d+\\)\n  curl --include --compressed [^\n]*--header 'authorization: Bearer '"\\$ACME_TOKEN" '${server.url}/v1/good\\?key='"\\$ACME_KEY"\n`));
  assert.match(text, /second: POST [^]* --data-raw '\{"key":"'"\$ACME_KEY"'","note":"it'\\''s"\}' /);
  assert.doesNotMatch(text, /third/);
  assert.doesNotMatch(readdirSync(join(folder, 'evidence')).map(read).join('') + JSON.stringify(kept), /tok-Zq8|k3y9988/);
  assert.deepEqual(kept.steps.map(({ evidence }) => evidence?.map(({ path, contentType }) => `${path} ${contentType}`)), [['evidence/0001-acme-1.httpexchange application/vnd.allure.http+json'], ['evidence/0001-acme-2.httpexchange application/vnd.allure.http+json'], undefined]);
});

test('a journey in which nothing went wrong shows no trouble', async (t) => {
  const server = await serveCollecting(t, (_, response) => response.writeHead(200, json).end('{}'));
  const { observations: [observation], planned } = await runPartner(t, partnerOf(server.url, [{ request: { path: '/' } }]));
  assert.ok(observation && !showsTrouble(observation, planned.plan));
});

async function phasesOf(t: TestContext, url: string, { ca, budgetMs = 5000 }: { ca?: string; budgetMs?: number } = {}): Promise<Phases> {
  const connections = openConnections({ perOrigin: 1 });
  t.after(() => connections.close());
  const [exchange] = await send(connections, { method: 'GET', url, headers: {}, body: null, caller: null, signal: new AbortController().signal, ...(ca === undefined ? {} : { tls: { ca: [ca] } }) }, { budgetMs, retries: 0 });
  return exchange?.sent?.phases ?? {};
}

test('the time of an attempt is told by phase, also of one that ended before its answer', async (t) => {
  const slow = (_: unknown, response: import('node:http').ServerResponse) => void setTimeout(() => {
    response.writeHead(200).write('a');
    setTimeout(() => response.end('b'), 60);
  }, 60);
  const plain = await serveHttp(slow);
  const { cert, key } = issue('acme', { days: 30 });
  const secure = await listen(createHttpsServer({ cert, key }, slow), 'https');
  const silent = await serveHttp(() => {});
  t.after(() => Promise.all([plain.close(), secure.close(), silent.close()]));

  const named = await phasesOf(t, plain.url.replace('127.0.0.1', 'localhost'));
  assert.deepEqual(Object.keys(named).sort(), ['bodyMs', 'connectMs', 'dnsMs', 'waitMs']);
  assert.ok((named.waitMs ?? 0) >= 55 && (named.bodyMs ?? 0) >= 55, JSON.stringify(named));
  assert.deepEqual(Object.keys(await phasesOf(t, plain.url)), ['connectMs', 'waitMs', 'bodyMs']);
  assert.deepEqual(Object.keys(await phasesOf(t, secure.url, { ca: cert })), ['connectMs', 'tlsMs', 'waitMs', 'bodyMs']);
  const waiting = await phasesOf(t, silent.url, { budgetMs: 400 });
  assert.ok(Object.keys(waiting).join() === 'connectMs,waitMs' && (waiting.waitMs ?? 0) >= 150, JSON.stringify(waiting));
});
