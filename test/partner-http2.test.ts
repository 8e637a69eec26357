import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type Http2ServerRequest, type Http2ServerResponse, createSecureServer } from 'node:http2';
import { createServer as createHttpsServer } from 'node:https';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { PartnerConfig, ProxyConfig, StepConfig } from '../config.ts';
import { readGate } from '../config/schema.ts';
import { serveProxy } from './connect-proxy.ts';
import { listen } from './local-server.ts';
import { type PartnerRun, partnerOf, runPartner } from './partner-run.ts';

const folder = join(import.meta.dirname, 'fixture-tls');
const pair = { cert: readFileSync(join(folder, 'test-only-certificate.pem')), key: readFileSync(join(folder, 'test-only-key.pem')) };

type Handler = (request: Http2ServerRequest, response: Http2ServerResponse, number: number) => void;

const answer: Handler = ({ httpVersion }, response) => void response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(gzipSync(JSON.stringify({ httpVersion })));

/** Serves HTTP/1.1 and 2 over TLS, or only 1.1. */
async function run(t: TestContext, steps: StepConfig[], partner: Partial<PartnerConfig>, { handler = answer, onlyOld = false }: { handler?: Handler; onlyOld?: boolean } = {}): Promise<PartnerRun & { versions: string[] }> {
  const versions: string[] = [];
  const server = onlyOld
    ? createHttpsServer(pair, ({ httpVersion }, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ nth: versions.push(httpVersion) })))
    : createSecureServer({ ...pair, allowHTTP1: true }, (request, response) => handler(request, response, versions.push(request.httpVersion))).on('sessionError', () => {});
  const { url, close } = await listen(server, 'https');
  t.after(() => close());
  return { ...(await runPartner(t, partnerOf(url, steps, { tls: { ca: 'test-only-certificate.pem' }, ...partner }), { folder })), versions };
}

const get: StepConfig = { name: 'read', request: { path: '/a?x=1' } };
const post: StepConfig = { name: 'write', request: { method: 'POST', path: '/b', json: { n: 1 } }, mutates: true };

const agreements: [title: string, http: '1.1' | '2' | undefined, onlyOld: boolean, version: '1.1' | '2', codes: string[]][] = [
  ['2 where it is promised and offered', '2', false, '2', []],
  ['1.1 where 2 is promised and no more offered', '2', true, '1.1', ['API_PROTOCOL', 'API_PROTOCOL']],
  ['1.1 where nobody asks for 2', undefined, false, '1.1', []],
  ['1.1 where that is asked for', '1.1', false, '1.1', []],
];
for (const [title, http, onlyOld, version, expected] of agreements) {
  test(`the version of HTTP is ${title}`, async (t) => {
    const { codes, messages, observations, versions } = await run(t, [get, post], http === undefined ? {} : { http }, { onlyOld });
    assert.deepEqual(codes, expected, messages.join('\n'));
    assert.deepEqual(versions.map((one) => one.replace('.0', '')), [version, version]);
    assert.deepEqual(observations[0]?.steps.map(({ attempts }) => attempts[0]?.tls?.http), [version, version]);
    if (expected.length > 0) assert.equal(messages[0], 'GET /a?x=1 was answered over HTTP/1.1, though HTTP/2 was offered; expected HTTP/2');
  });
}

test('HTTP/2 is agreed on through a proxy too', async (t) => {
  const proxy = await serveProxy(t);
  const { codes, versions } = await run(t, [get], { http: '2', proxy: proxy.url as ProxyConfig });
  assert.deepEqual([codes, versions, proxy.asked.length], [[], ['2.0'], 1]);
});

const lost: [title: string, handler: (request: Http2ServerRequest) => void][] = [
  ['a stream that is cancelled', ({ stream }) => stream.close(8)],
  ['a stream that breaks', ({ stream }) => stream.close(2)],
  ['a session that goes away', ({ stream }) => stream.session?.destroy()],
];
for (const [title, handler] of lost) {
  test(`${title} is tried again`, async (t) => {
    const { codes, observations } = await run(t, [get], { http: '2' }, { handler: (request, response, number) => (number === 1 ? handler(request) : answer(request, response, number)) });
    assert.deepEqual(codes, ['API_RETRIED']);
    assert.equal(observations[0]?.steps[0]?.attempts[0]?.error?.kind, 'reset');
  });
}

test('a body without end over HTTP/2 is cut, and a call that hangs ends in time', async (t) => {
  const steps: StepConfig[] = [{ name: 'endless', request: { path: '/endless' } }, { name: 'silent', request: { path: '/silent' }, budget: '1500ms' }];
  const { codes } = await run(t, steps, { http: '2' }, {
    handler: ({ url }, response) => {
      if (url === '/silent') return;
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = setInterval(() => (response.stream?.destroyed ?? true ? clearInterval(more) : response.write(Buffer.alloc(500_000, 'x'))), 1);
      t.after(() => clearInterval(more));
    },
  });
  assert.deepEqual(codes, ['API_TOO_LARGE', 'API_TIMEOUT']);
});

test('HTTP/2 without TLS is refused', () => {
  const read = readGate({ partners: [{ name: 'p', baseUrl: 'http://p.example', http: '2', journeys: [{ name: 'j', steps: [{ request: { path: '/' } }] }] }] });
  assert.deepEqual(read, { problems: ['partners[0].http needs a baseUrl that starts with https://, because HTTP/2 is agreed on within TLS.'] });
});
