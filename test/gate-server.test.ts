import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { type TestContext, describe, test } from 'node:test';
import { decisions, startHeldGate, token } from './held-gate.ts';

async function held(t: TestContext, options?: Parameters<typeof startHeldGate>[0]) {
  const gate = await startHeldGate(options);
  t.after(() => gate.close());
  return gate;
}

const start = '/v1/targets/shop/runs';

describe('a run', () => {
  test('is answered at once with 202 and where to ask, and told until it is decided', async (t) => {
    const gate = await held(t);
    const { status, headers, text } = await gate.send('POST', start, { body: { release: '2026.3.1' } });
    assert.deepEqual([status, headers.location, headers['cache-control']], [202, '/v1/runs/run-1', 'no-store']);
    assert.deepEqual(gate.started, [{ id: 'run-1', target: 'shop', release: '2026.3.1' }]);
    const told = JSON.parse(text) as Record<string, unknown>;
    assert.deepEqual([told.id, told.state, told.verdict, told.go], ['run-1', 'running', 'PENDING', false]);

    assert.equal((await gate.send('GET', '/v1/runs/run-1/verdict')).status, 404);
    await gate.end(0, decisions.noGo);
    const poll = await gate.send('GET', '/v1/runs/run-1');
    assert.deepEqual([poll.status, JSON.parse(poll.text).state, JSON.parse(poll.text).verdict], [200, 'decided', 'NO_GO']);
    const document = await gate.send('GET', '/v1/runs/run-1/verdict');
    assert.deepEqual([document.status, document.text], [200, '{"schema":"gonogo.verdict/v1"}']);
  });

  test('needs no body', async (t) => {
    const gate = await held(t);
    assert.equal((await gate.send('POST', start)).status, 202);
    assert.equal((await gate.send('POST', start, { body: {} })).status, 202);
  });

  test('of one key is one run, also after it is decided, until the key is old', async (t) => {
    const gate = await held(t);
    const again = (key: string, body: object = {}) => gate.send('POST', start, { body, headers: { 'idempotency-key': key } });
    const locations = [await again('a'), await again('a'), await again('b')].map(({ headers }) => headers.location);
    assert.deepEqual(locations, ['/v1/runs/run-1', '/v1/runs/run-1', '/v1/runs/run-2']);
    assert.equal((await again('a', { release: '2' })).status, 422);
    await gate.end(0, decisions.go);
    assert.equal((await again('a')).headers.location, '/v1/runs/run-1');
    gate.wait(61_000);
    assert.equal((await again('a')).headers.location, '/v1/runs/run-3');
    assert.equal((await again('two words')).status, 400);
  });

  test('waits for the one before it on its target, and not for others', async (t) => {
    const gate = await held(t);
    for (const target of ['shop', 'shop', 'uat']) await gate.send('POST', `/v1/targets/${target}/runs`);
    assert.deepEqual(gate.started.map(({ id }) => id), ['run-1', 'run-3']);
    assert.deepEqual(JSON.parse((await gate.send('GET', '/health', { headers: { authorization: '' } })).text), { status: 'ok', running: 2, queued: 1 });
    await gate.end(0, decisions.go);
    assert.deepEqual(gate.started.map(({ id }) => id), ['run-1', 'run-3', 'run-2']);
  });

  test('is refused with 503 when too many wait', async (t) => {
    const gate = await held(t);
    const statuses = [];
    for (let index = 0; index < 4; index++) statuses.push((await gate.send('POST', start)).status);
    assert.deepEqual(statuses, [202, 202, 202, 503]);
    assert.equal((await gate.send('POST', start)).headers['retry-after'], '15');
  });

  test('is forgotten when enough later ones are decided', async (t) => {
    const gate = await held(t);
    for (let index = 0; index < 4; index++) {
      await gate.send('POST', start, { headers: { 'idempotency-key': `k${index}` } });
      await gate.end(index, decisions.go);
    }
    assert.equal((await gate.send('GET', '/v1/runs/run-1')).status, 404);
    assert.equal((await gate.send('GET', '/v1/runs/run-2')).status, 200);
    assert.equal((await gate.send('POST', start, { headers: { 'idempotency-key': 'k0' } })).headers.location, '/v1/runs/run-5');
  });

  test('that has not begun is INCONCLUSIVE when the gate closes, as is one that goes on', async (t) => {
    const gate = await held(t);
    await gate.send('POST', start);
    await gate.send('POST', start);
    await gate.runs.close();
    for (const id of ['run-1', 'run-2']) assert.equal(JSON.parse((await gate.send('GET', `/v1/runs/${id}`)).text).verdict, 'INCONCLUSIVE');
    assert.equal((await gate.send('POST', start)).status, 503);
    const health = await gate.send('GET', '/health');
    assert.deepEqual([health.status, JSON.parse(health.text).status], [503, 'closing']);
  });
});

describe('a request', () => {
  test('may carry the token as the password of its URL, which is all that a hook of Flagger can', async (t) => {
    const gate = await held(t);
    const authorization = `Basic ${btoa(`flagger:${token}`)}`;
    assert.equal((await gate.send('POST', start, { headers: { authorization } })).status, 202);
  });

  const refused: [name: string, method: string, path: string, options: Parameters<Awaited<ReturnType<typeof startHeldGate>>['send']>[2], status: number][] = [
    ['without token', 'POST', start, { headers: { authorization: '' } }, 401],
    ['with another token', 'POST', start, { headers: { authorization: 'Bearer a-token-of-the-testz' } }, 401],
    ['with the token in another scheme', 'POST', start, { headers: { authorization: `Digest ${token}` } }, 401],
    ['with the token as user and not as password', 'POST', start, { headers: { authorization: `Basic ${btoa(`${token}:x`)}` } }, 401],
    ['with an empty password', 'POST', start, { headers: { authorization: `Basic ${btoa('flagger:')}` } }, 401],
    ['for a run, without token', 'GET', '/v1/runs/run-1', { headers: { authorization: '' } }, 401],
    ['of Flagger, without token', 'POST', '/v1/flagger/shop', { body: {}, headers: { authorization: '' } }, 401],
    ['of Argo, without token', 'POST', '/v1/argo/shop', { headers: { authorization: '' } }, 401],
    ['for an unknown target', 'POST', '/v1/targets/nowhere/runs', {}, 404],
    ['for a target named like a property of objects', 'POST', '/v1/targets/constructor/runs', {}, 404],
    ['for an unknown run', 'GET', '/v1/runs/run-9', {}, 404],
    ['for nothing that is there', 'GET', '/admin', {}, 404],
    ['with a URL to look at', 'POST', start, { body: { url: 'http://169.254.169.254/' } }, 400],
    ['with an option instead of a release', 'POST', start, { body: { release: '--config=/etc/passwd' } }, 400],
    ['with a number as release', 'POST', start, { body: { release: 7 } }, 400],
    ['with a list', 'POST', start, { body: [] }, 400],
    ['with cut JSON', 'POST', start, { body: '{"release":' }, 400],
    ['with a prototype in it', 'POST', start, { body: '{"__proto__":{"release":"1"}}' }, 400],
    ['of another type', 'POST', start, { body: 'release=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
    ['with a large body', 'POST', start, { body: { release: 'x'.repeat(20_000) } }, 413],
  ];

  test('that is wrong gets its status, and starts nothing', async (t) => {
    const gate = await held(t);
    for (const [name, method, path, options, status] of refused) {
      const reply = await gate.send(method, path, options);
      assert.equal(reply.status, status, `${name}: ${reply.text}`);
      assert.ok(!reply.text.includes('node_modules'), name);
      if (status === 401) assert.equal(reply.headers['www-authenticate'], 'Bearer');
    }
    assert.deepEqual(gate.started, []);
  });

  test('too many in a minute are 429, for starts and for polls apart', async (t) => {
    const gate = await held(t, { requests: { starts: 2, polls: 3 } });
    const statuses = [];
    for (let index = 0; index < 3; index++) statuses.push((await gate.send('POST', start, { headers: { 'idempotency-key': 'k' } })).status);
    for (let index = 0; index < 4; index++) statuses.push((await gate.send('GET', '/v1/runs/run-1')).status);
    assert.deepEqual(statuses, [202, 202, 429, 200, 200, 200, 429]);
    assert.equal((await gate.send('GET', '/health')).status, 200);
  });

  test('that never ends is ended', { timeout: 40_000 }, async (t) => {
    const gate = await held(t);
    const socket = connect(Number(new URL(gate.url).port), '127.0.0.1');
    socket.on('error', () => {}).resume();
    socket.write(`POST ${start} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{`);
    const began = performance.now();
    await new Promise((done) => socket.once('close', done));
    assert.ok(performance.now() - began < 20_000);
    assert.deepEqual(gate.started, []);
  });
});

test('with a client authority only its clients are let in, and they need the token too', async (t) => {
  const pem = (name: string) => readFileSync(join(import.meta.dirname, 'fixture-tls', name));
  const [cert, key] = [pem('test-only-certificate.pem'), pem('test-only-key.pem')];
  const gate = await held(t, { tls: { cert, key, clientCa: cert } });
  const trusting = { ca: cert, checkServerIdentity: () => undefined };
  await assert.rejects(gate.send('POST', start, { tls: trusting }), /ECONNRESET|certificate required|socket hang up/i);
  assert.equal((await gate.send('POST', start, { tls: { ...trusting, cert, key } })).status, 202);
  assert.equal((await gate.send('POST', start, { tls: { ...trusting, cert, key }, headers: { authorization: '' } })).status, 401);
});
