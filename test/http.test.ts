import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createServer as createTlsServer } from 'node:tls';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { Exchange, HttpCall, Patience } from '../fixtures/http-call.ts';
import { type Connections, openConnections, send } from '../fixtures/http.ts';
import { bodyLimit } from '../fixtures/lease.ts';
import { retryAfterMs } from '../fixtures/quota.ts';
import { type LocalServer, closedPort, listen, serveHttp, serveTcp } from './local-server.ts';

const once: Patience = { budgetMs: 5000, retries: 0 };
const caller = { run: 'run-7', version: '1.2.3', trace: 'ab'.repeat(16) };

function callTo(url: string, changes: Partial<HttpCall> = {}): HttpCall {
  return { method: 'GET', url, headers: {}, body: null, caller: null, signal: new AbortController().signal, ...changes };
}

function connectionsFor(t: TestContext, perOrigin = 4): Connections {
  const connections = openConnections({ perOrigin });
  t.after(() => connections.close());
  return connections;
}

async function http(t: TestContext, handler: Parameters<typeof serveHttp>[0]): Promise<LocalServer> {
  const server = await serveHttp(handler);
  t.after(() => server.close());
  return server;
}

async function tcp(t: TestContext, onConnection: Parameters<typeof serveTcp>[0]): Promise<LocalServer> {
  const server = await serveTcp(onConnection);
  t.after(() => server.close());
  return server;
}

async function sendOnce(t: TestContext, call: HttpCall, patience = once): Promise<Exchange> {
  const exchanges = await send(connectionsFor(t), call, patience);
  assert.equal(exchanges.length, 1);
  return exchanges[0] as Exchange;
}

function statuses(exchanges: Exchange[]): (number | string)[] {
  return exchanges.map(({ answer, error }) => answer?.status ?? error?.kind ?? 'nothing');
}

for (const [encoding, encode] of [['gzip', gzipSync], ['br', brotliCompressSync], ['deflate', deflateSync], ['identity', (text: string) => Buffer.from(text)], ['gzip, br', (text: string) => brotliCompressSync(gzipSync(text))]] as const) {
  test(`a body in ${encoding} is read as its text`, async (t) => {
    const { url } = await http(t, (_, response) => response.writeHead(200, { 'content-encoding': encoding }).end(encode('häll')));
    const { answer } = await sendOnce(t, callTo(url));
    assert.equal(answer?.body.toString(), 'häll');
    assert.equal(answer?.truncated, false);
  });
}

test('an answer without a body is none that breaks, whatever its encoding', async (t) => {
  const { url } = await http(t, (_, response) => response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': 90 }).end());
  const { answer } = await sendOnce(t, callTo(url, { method: 'HEAD' }));
  assert.equal(answer?.status, 200);
});

test('method, path, headers and body arrive, and a redirect is an answer', async (t) => {
  let body = '';
  const { url, requests } = await http(t, (request, response) => {
    request.on('data', (chunk) => (body += chunk)).on('end', () => response.writeHead(302, { location: '/b', 'x-two': ['1', '2'] }).end());
  });
  const { answer } = await sendOnce(t, callTo(`${url}/a?x=1&y=%20`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'hi' }));
  assert.equal(answer?.status, 302);
  assert.equal(answer?.headers['x-two'], '1, 2');
  assert.deepEqual([requests[0]?.method, requests[0]?.url, requests[0]?.headers['content-type'], body], ['POST', '/a?x=1&y=%20', 'text/plain', 'hi']);
  assert.equal(requests.length, 1);
});

test('each attempt tells run, trace and a span of its own; the caller may only change the user agent', async (t) => {
  const { url, requests } = await http(t, (_, response, number) => response.writeHead(number === 2 ? 200 : 503).end());
  await send(connectionsFor(t), callTo(url, { caller }), { budgetMs: 5000 });
  await sendOnce(t, callTo(url, { caller, headers: { 'user-agent': 'partner/1', 'x-gonogo-run': 'no', traceparent: 'no' } }), once);
  const [first, second, third] = requests.map(({ headers }) => headers);
  for (const headers of [first, second, third]) {
    assert.match(String(headers?.traceparent), /^00-(ab){16}-[0-9a-f]{16}-01$/);
    assert.equal(headers?.['x-gonogo-run'], 'run-7');
  }
  assert.notEqual(first?.traceparent, second?.traceparent);
  assert.match(String(first?.['user-agent']), /^gonogo\/1\.2\.3 \(\+/);
  assert.equal(third?.['user-agent'], 'partner/1');
});

test('a host outside the run is told neither run nor trace', async (t) => {
  const { url, requests } = await http(t, (_, response) => response.end());
  await sendOnce(t, callTo(url));
  assert.deepEqual(Object.keys(requests[0]?.headers ?? {}).filter((name) => /gonogo|trace/.test(name)), []);
});

test('a port where nobody listens is a connection that was not made', async (t) => {
  const { error } = await sendOnce(t, callTo(`http://127.0.0.1:${await closedPort()}`));
  assert.deepEqual([error?.kind, error?.code], ['connect', 'ECONNREFUSED']);
});

test('a name that does not resolve is DNS', async (t) => {
  const { error } = await sendOnce(t, callTo('http://nonexistent.invalid/'));
  assert.equal(error?.kind, 'dns');
});

test('a certificate that nobody vouches for is TLS, and is not tried again', async (t) => {
  const pem = (name: string) => readFileSync(join(import.meta.dirname, 'fixture-tls', `test-only-${name}.pem`));
  const server = await listen(createTlsServer({ key: pem('key'), cert: pem('certificate') }), 'https');
  t.after(() => server.close());
  const { error } = await sendOnce(t, callTo(server.url), { budgetMs: 5000 });
  assert.deepEqual([error?.kind, error?.code], ['tls', 'DEPTH_ZERO_SELF_SIGNED_CERT']);
});

test('a TLS handshake that is never answered is a connection that was not made', async (t) => {
  const { url } = await tcp(t, () => {});
  const { error } = await sendOnce(t, callTo(url.replace('http:', 'https:')), { budgetMs: 300, retries: 0 });
  assert.equal(error?.kind, 'connect');
});

const lostAnswers: [string, (socket: import('node:net').Socket) => void, string][] = [
  ['a connection that closes in place of an answer', (socket) => socket.end(), 'reset'],
  ['a connection that is reset', (socket) => socket.resetAndDestroy(), 'reset'],
  ['a body that stops before its length', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nhalf'), 'reset'],
  ['a compressed body that stops', (socket) => socket.end(Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 500\r\n\r\n'), gzipSync('x'.repeat(9000)).subarray(0, 30)])), 'reset'],
  ['an answer that is no HTTP', (socket) => socket.end('SSH-2.0-OpenSSH\r\n'), 'protocol'],
  ['a body that is not in the encoding that it claims', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-encoding: br\r\ncontent-length: 8\r\n\r\n{"a": 1}'), 'protocol'],
  ['an encoding that was not asked for', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-encoding: rot13\r\ncontent-length: 1\r\n\r\na'), 'protocol'],
  ['a body that never ends and hardly comes', (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nhalf'), 'timeout'],
  ['silence', () => {}, 'timeout'],
];
for (const [title, answer, kind] of lostAnswers) {
  test(`${title} is sorted as ${kind}`, async (t) => {
    const { url } = await tcp(t, (socket) => socket.once('data', () => answer(socket)));
    const exchange = await sendOnce(t, callTo(url), { budgetMs: 500, retries: 0 });
    assert.equal(exchange.error?.kind, kind, exchange.error?.message);
    assert.equal(exchange.answer, null);
  });
}

test('the end of the run ends a call at once, and nothing is tried again', async (t) => {
  const { url } = await http(t, () => {});
  const exchange = await sendOnce(t, callTo(url, { signal: AbortSignal.timeout(150) }), { budgetMs: 20_000 });
  assert.equal(exchange.error?.kind, 'aborted');
  assert.ok(exchange.durationMs < 4000);
  assert.deepEqual(await send(connectionsFor(t), callTo(url, { signal: AbortSignal.abort() }), once), []);
});

test('what time may heal is tried again', async (t) => {
  const answers = [503, 502, 504, 200];
  const { url } = await http(t, (_, response, number) => response.writeHead(answers[number - 1] ?? 500).end());
  assert.deepEqual(statuses(await send(connectionsFor(t), callTo(url), { budgetMs: 15_000 })), answers);
});

test('a lost connection is tried again over a new one', async (t) => {
  const { url, connections } = await http(t, (request, response, number) => (number === 1 ? request.socket.destroy() : response.end()));
  assert.deepEqual(statuses(await send(connectionsFor(t), callTo(url), { budgetMs: 5000 })), ['reset', 200]);
  assert.equal(connections.made, 2);
});

for (const status of [200, 301, 400, 404, 500, 501]) {
  test(`an answer ${status} stands`, async (t) => {
    const { url } = await http(t, (_, response) => response.writeHead(status).end());
    assert.deepEqual(statuses(await send(connectionsFor(t), callTo(url), { budgetMs: 5000 })), [status]);
  });
}

test('a call that may have been carried out is sent again only with its key, which stays the same', async (t) => {
  const { url, requests } = await http(t, (_, response, number) => response.writeHead(number === 3 ? 201 : 503).end());
  assert.deepEqual(statuses(await send(connectionsFor(t), callTo(url, { method: 'POST' }), { budgetMs: 5000 })), [503]);
  assert.deepEqual(statuses(await send(connectionsFor(t), callTo(url, { method: 'POST', headers: { 'idempotency-key': 'k1' } }), { budgetMs: 5000 })), [503, 201]);
  assert.deepEqual(requests.map(({ headers }) => headers['idempotency-key']), [undefined, 'k1', 'k1']);
});

test('Retry-After is waited for', async (t) => {
  const { url } = await http(t, (_, response, number) => response.writeHead(number === 1 ? 429 : 200, { 'retry-after': '1' }).end());
  const start = performance.now();
  assert.deepEqual(statuses(await send(connectionsFor(t), callTo(url), { budgetMs: 8000 })), [429, 200]);
  assert.ok(performance.now() - start >= 990);
});

test('a Retry-After beyond the budget leaves the answer as it is, at once', async (t) => {
  const { url } = await http(t, (_, response) => response.writeHead(429, { 'retry-after': '60' }).end());
  const start = performance.now();
  assert.deepEqual(statuses(await send(connectionsFor(t), callTo(url), { budgetMs: 5000 })), [429]);
  assert.ok(performance.now() - start < 4000);
});

test('the budget ends attempts and the pauses between them', async (t) => {
  const { url } = await http(t, () => {});
  const start = performance.now();
  const exchanges = await send(connectionsFor(t), callTo(url), { budgetMs: 1500, attemptMs: 300 });
  assert.ok(exchanges.length >= 2 && exchanges.every(({ error }) => error?.kind === 'timeout'), JSON.stringify(exchanges));
  assert.ok(performance.now() - start < 4500);
});

test('Retry-After is read as seconds and as a date', () => {
  const now = Date.parse('2026-03-01T10:00:00Z');
  assert.equal(retryAfterMs('3', now), 3000);
  assert.equal(retryAfterMs('Sun, 01 Mar 2026 10:00:07 GMT', now), 7000);
  assert.equal(retryAfterMs('Sun, 01 Mar 2026 09:00:00 GMT', now), 0);
  assert.equal(retryAfterMs('soon', now), null);
  assert.equal(retryAfterMs(undefined, now), null);
});

const chunk = Buffer.alloc(64 * 1024, 'a');
const bodies: [string, (response: import('node:http').ServerResponse) => void][] = [
  ['100 MB', (response) => pump(response.writeHead(200, { 'content-length': 100 * 1024 * 1024 }), 1600)],
  ['no end', (response) => pump(response.writeHead(200), Infinity)],
  ['80 MB in 80 kB of gzip', (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(80 * 1024 * 1024)))],
  ['no end in gzip that holds nothing', (response) => pump(response.writeHead(200, { 'content-encoding': 'gzip' }), Infinity, gzipSync(''))],
];
for (const [title, answer] of bodies) {
  test(`of a body of ${title} only 5 MB are kept, and its connection is given up`, async (t) => {
    let closed: () => void = () => {};
    const over = new Promise<void>((resolve) => (closed = resolve));
    const { url } = await http(t, (_, response) => {
      response.on('close', closed);
      answer(response);
    });
    const connections = connectionsFor(t);
    const before = process.memoryUsage().rss;
    const [exchange] = await send(connections, callTo(url), { budgetMs: 10_000, retries: 0 });
    assert.equal(exchange?.answer?.truncated, true, exchange?.error?.message);
    assert.ok((exchange?.answer?.body.length ?? 0) <= bodyLimit);
    assert.ok(process.memoryUsage().rss - before < 200 * 1024 * 1024);
    await over;
  });
}

function pump(response: import('node:http').ServerResponse, chunks: number, bytes = chunk): void {
  let sent = 0;
  const more = () => {
    while (sent < chunks && !response.destroyed) {
      sent++;
      if (!response.write(bytes)) return;
    }
    if (sent >= chunks) response.end();
  };
  response.on('drain', more);
  more();
}

test('one origin gets no more calls at once than it may, each over a connection of its own', async (t) => {
  let now = 0;
  let most = 0;
  const { url, connections } = await http(t, (_, response) => {
    most = Math.max(most, ++now);
    setTimeout(() => {
      now--;
      response.end();
    }, 30);
  });
  const pool = connectionsFor(t, 2);
  const all = await Promise.all(Array.from({ length: 8 }, () => send(pool, callTo(url), once)));
  assert.ok(all.every(([exchange]) => exchange?.answer?.status === 200));
  assert.equal(most, 2);
  assert.equal(connections.made, 8);
});

test('a lease keeps its connection until it is dropped', async (t) => {
  const { url, connections } = await http(t, (_, response) => response.end('x'));
  const reused = await connectionsFor(t).lease({ url }, async (lease) => {
    const first = await lease.attempt(callTo(url), 2000);
    const second = await lease.attempt(callTo(url), 2000);
    lease.drop();
    return [first, second, await lease.attempt(callTo(url), 2000)].map((exchange) => exchange.reused);
  });
  assert.deepEqual(reused, [false, true, false]);
  assert.equal(connections.made, 2);
});

test('a connection that the other side closed was not reused', async (t) => {
  const { url } = await http(t, (_, response) => response.writeHead(200, { connection: 'close' }).end('x'));
  const reused = await connectionsFor(t).lease({ url }, async (lease) => [await lease.attempt(callTo(url), 2000), await lease.attempt(callTo(url), 2000)].map((exchange) => exchange.reused));
  assert.deepEqual(reused, [false, false]);
});
