import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { type TestContext, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Decision } from '../gate/run-record.ts';
import { type HeldGate, decisions, startHeldGate, token } from './held-gate.ts';

async function held(t: TestContext, options?: Parameters<typeof startHeldGate>[0]): Promise<HeldGate> {
  const gate = await startHeldGate(options);
  t.after(() => gate.close());
  return gate;
}

/** What Flagger posts, of one revision of one canary. */
const revision = (checksum: string) => ({ name: 'shop', namespace: 'prod', phase: 'Progressing', checksum, metadata: { release: '2026.3.1', eventType: 'Normal' } });

const outcomes: [name: string, decision: Decision, confirm: number, rollback: number, argo: string][] = [
  ['GO', decisions.go, 200, 403, 'GO'],
  ['a confirmed NO_GO', decisions.noGo, 403, 200, 'NO_GO'],
  ['a NO_GO that nobody saw twice', { ...decisions.noGo, confirmed: false }, 403, 403, 'NO_GO'],
  ['INCONCLUSIVE', decisions.inconclusive, 403, 403, 'INCONCLUSIVE'],
  ['an override', { ...decisions.noGo, go: true, confirmed: false }, 200, 403, 'NO_GO'],
];

describe('Flagger', () => {
  for (const [name, decision, confirm, rollback] of outcomes) {
    test(`${name}: waits with 403, then ${confirm} for its confirm hooks and ${rollback} for its rollback hook`, async (t) => {
      const gate = await held(t);
      const ask = async () => [await gate.send('POST', '/v1/flagger/shop', { body: revision('a1') }), await gate.send('POST', '/v1/flagger/shop/rollback', { body: revision('a1') })];
      // Each interval, and each retry of a hook whose answer was lost, posts the same.
      for (let interval = 0; interval < 3; interval++) assert.deepEqual((await ask()).map(({ status }) => status), [403, 403]);
      await gate.end(0, decision);
      for (let interval = 0; interval < 2; interval++) assert.deepEqual((await ask()).map(({ status }) => status), [confirm, rollback]);
      assert.deepEqual(gate.started, [{ id: 'run-1', target: 'shop', release: '2026.3.1' }]);
      const [told] = await ask();
      assert.match(told?.headers['content-type'] ?? '', /^text\/plain/);
      assert.equal(told?.text, `${decision.summary}\n`);
    });
  }

  test('a hook that hangs up before its answer changes nothing', async (t) => {
    const gate = await held(t);
    const body = JSON.stringify(revision('a1'));
    const socket = connect(Number(new URL(gate.url).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(`POST /v1/flagger/shop HTTP/1.1\r\nhost: gate\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`, () => socket.destroy());
    for (const until = performance.now() + 10_000; gate.started.length === 0 && performance.now() < until; ) await delay(10);
    assert.equal(gate.started.length, 1);
    const replies = await Promise.all(Array.from({ length: 10 }, () => gate.send('POST', '/v1/flagger/shop', { body: revision('a1') })));
    assert.deepEqual(new Set(replies.map(({ status }) => status)), new Set([403]));
    assert.equal(gate.started.length, 1);
  });

  test('another revision is another run, and an old one decides nothing for it', async (t) => {
    const gate = await held(t);
    await gate.send('POST', '/v1/flagger/shop', { body: revision('a1') });
    await gate.end(0, decisions.go);
    assert.equal((await gate.send('POST', '/v1/flagger/shop', { body: revision('b2') })).status, 403);
    assert.deepEqual(gate.started.map(({ id }) => id), ['run-1', 'run-2']);
    await gate.end(1, decisions.noGo);
    assert.equal((await gate.send('POST', '/v1/flagger/shop/rollback', { body: revision('a1') })).status, 403);
    assert.equal((await gate.send('POST', '/v1/flagger/shop/rollback', { body: revision('b2') })).status, 200);
  });

  test('the rollback hook starts nothing, and an old NO_GO rolls nothing back', async (t) => {
    const gate = await held(t);
    assert.equal((await gate.send('POST', '/v1/flagger/shop/rollback', { body: revision('a1') })).status, 403);
    assert.equal(gate.started.length, 0);
    await gate.send('POST', '/v1/flagger/shop', { body: revision('a1') });
    await gate.end(0, decisions.noGo);
    gate.wait(61_000);
    assert.equal((await gate.send('POST', '/v1/flagger/shop/rollback', { body: revision('a1') })).status, 403);
  });

  test('what Flagger would retry or take for yes is never answered: a full queue, a closing gate and a flood are 403', async (t) => {
    const gate = await held(t, { limits: { queued: 0 }, requests: { polls: 3 } });
    assert.equal((await gate.send('POST', '/v1/flagger/shop', { body: revision('a1') })).status, 403);
    await gate.runs.close();
    assert.equal((await gate.send('POST', '/v1/flagger/shop', { body: revision('b2') })).status, 403);
    assert.equal((await gate.send('POST', '/v1/flagger/nowhere', { body: revision('b2') })).status, 404);
    const flood = await gate.send('POST', '/v1/flagger/shop', { body: revision('a1') });
    assert.deepEqual([flood.status, flood.headers['content-type']], [403, 'text/plain; charset=utf-8']);
    assert.equal((await gate.send('POST', '/v1/flagger/shop', { body: { name: 'shop' } })).status, 403);
  });

  test('a payload without its revision is 400', async (t) => {
    const gate = await held(t);
    assert.equal((await gate.send('POST', '/v1/flagger/shop', { body: { name: 'shop', namespace: 'prod' } })).status, 400);
  });
});

describe('Argo', () => {
  const measure = (gate: HeldGate, key = 'rollout-6f9c') => gate.send('POST', '/v1/argo/shop', { body: { release: '2026.3.1' }, headers: { 'idempotency-key': key } });
  const valueOf = ({ text }: { text: string }): unknown => JSON.parse(text).verdict;

  for (const [name, decision, , , argo] of outcomes) {
    test(`${name}: measures PENDING with 200 until it is decided, then ${argo}`, async (t) => {
      const gate = await held(t);
      for (let measurement = 0; measurement < 4; measurement++) {
        const reply = await measure(gate);
        assert.deepEqual([reply.status, valueOf(reply)], [200, 'PENDING']);
      }
      await gate.end(0, decision);
      const reply = await measure(gate);
      assert.deepEqual([reply.status, valueOf(reply)], [200, argo]);
      assert.equal(gate.started.length, 1);
    });
  }

  test('trouble of the gate is INCONCLUSIVE with 200, so that five measurements of it abort no rollout', async (t) => {
    const gate = await held(t, { limits: { queued: 1 }, requests: { polls: 8 } });
    assert.deepEqual([await measure(gate, 'a'), await measure(gate, 'b')].map(valueOf), ['PENDING', 'PENDING']);
    const full = await measure(gate, 'c');
    assert.deepEqual([full.status, valueOf(full)], [200, 'INCONCLUSIVE']);
    await gate.runs.close();
    const closing = await measure(gate, 'd');
    assert.deepEqual([closing.status, valueOf(closing)], [200, 'INCONCLUSIVE']);
    for (let index = 0; index < 5; index++) await measure(gate, 'a');
    const flood = await measure(gate, 'a');
    assert.deepEqual([flood.status, valueOf(flood)], [200, 'INCONCLUSIVE']);
  });

  test('a measurement without key is 400, since each would be a run of its own', async (t) => {
    const gate = await held(t);
    assert.equal((await gate.send('POST', '/v1/argo/shop')).status, 400);
    assert.equal((await gate.send('POST', '/v1/argo/nowhere', { headers: { 'idempotency-key': 'k' } })).status, 404);
    assert.equal(gate.started.length, 0);
  });
});
