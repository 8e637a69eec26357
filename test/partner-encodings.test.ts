import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { StepConfig } from '../config.ts';
import { readGate } from '../config/schema.ts';
import { partnerOf, runPartner, serveCollecting } from './partner-run.ts';

interface Sent {
  status?: number;
  /** The header; none when it is empty. */
  encoding: string;
  body: Buffer;
  /** Of another type than JSON. */
  type?: string;
}

/** An answer to what a call accepts, which is `gzip, br` for the step itself; null for none. */
type Server = (accepted: string, number: number) => Sent | null;

const order = '{"id":"17","state":"done"}';
const plain = (text = order): Sent => ({ encoding: '', body: Buffer.from(text) });
const gzip = (text = order): Sent => ({ encoding: 'gzip', body: gzipSync(text) });
const br = (text = order): Sent => ({ encoding: 'br', body: brotliCompressSync(text) });

/** Encodes as it is asked to. */
const healthy: Server = (accepted) => (accepted === 'br' ? br() : accepted === 'identity' ? plain() : gzip());
const but = (accepted: string, sent: Sent | null): Server => (given, number) => (given === accepted ? sent : healthy(given, number));

const servers: [title: string, server: Server, told: string[]][] = [
  ['each as it is asked for', healthy, []],
  ['never any encoding', () => plain(), []],
  ['keys in another order', but('br', br('{"state":"done","id":"17"}')), []],
  ['gzip that is called br', but('br', { encoding: 'br', body: gzipSync(order) }), ['GET /orders/17, asked for with br, cannot be decoded (ERR__ERROR_FORMAT_CL_SPACE: Decompression failed); expected the same answer in every encoding']],
  ['text that is called gzip', but('gzip', { encoding: 'gzip', body: Buffer.from(order) }), ['GET /orders/17, asked for with gzip, cannot be decoded (Z_DATA_ERROR: incorrect header check); expected the same answer in every encoding']],
  ['gzip that nobody calls so', but('gzip', { encoding: '', body: gzipSync(order) }), ['GET /orders/17, asked for with gzip, is no JSON, as it is without encoding (46 and 26 bytes); expected the same answer in every encoding']],
  ['the text of another release in br', but('br', br('{"id":"17","state":"pending"}')), ['GET /orders/17, asked for with br, has another body than without encoding (29 and 26 bytes); expected the same answer in every encoding']],
  ['gzip for all, as a cache gives it', () => gzip(), ['GET /orders/17, asked for with no encoding, came as gzip; expected the same answer in every encoding', 'GET /orders/17, asked for with br, came as gzip; expected the same answer in every encoding']],
  ['406 for br', but('br', { ...br(), status: 406 }), ['GET /orders/17, asked for with br, has another status than without encoding (406 and 200); expected the same answer in every encoding']],
  ['silence for br', but('br', null), ['GET /orders/17, asked for with br, has no answer (TIMEOUT: no answer within N ms); expected the same answer in every encoding']],
  ['another number each time', (accepted, number) => ({ ...plain(`{"at":${number}}`), ...(accepted === 'br' ? br(`{"at":${number}}`) : {}) }), []],
  ['another number each time, and no JSON in gzip', (accepted, number) => (accepted === 'gzip' ? gzip('<html>') : plain(`{"at":${number}}`)), ['GET /orders/17, asked for with gzip, is no JSON, as it is without encoding (6 and 8 bytes); expected the same answer in every encoding']],
  ['text that differs, in no JSON', (accepted) => ({ ...(accepted === 'br' ? br('sku,price\nB,2') : plain('sku,price\nA,1')), type: 'text/csv' }), ['GET /orders/17, asked for with br, has another body than without encoding (13 and 13 bytes); expected the same answer in every encoding']],
];
for (const [title, server, told] of servers) {
  test(`encodings are compared: ${title}`, async (t) => {
    const accepted: string[] = [];
    const { url } = await serveCollecting(t, ({ headers }, response, number) => {
      accepted.push(String(headers['accept-encoding']));
      const sent = server(String(headers['accept-encoding']), number);
      if (sent === null) return;
      response.writeHead(sent.status ?? 200, { 'content-type': sent.type ?? 'application/json', ...(sent.encoding === '' ? {} : { 'content-encoding': sent.encoding }) }).end(sent.body);
    });
    const { messages, codes } = await runPartner(t, partnerOf(url, [{ request: { path: '/orders/17' }, encodings: true, budget: title.startsWith('silence') ? '2s' : '20s' }]));
    assert.deepEqual(messages.map((message) => message.replace(/within \d+ ms/, 'within N ms')), told);
    assert.ok(codes.every((code) => code === 'API_ENCODING'));
    assert.deepEqual(accepted, ['gzip, br', 'identity', 'gzip', 'br', 'identity']);
  });
}

test('an encoding that breaks the step itself is named too', async (t) => {
  const { url } = await serveCollecting(t, ({ headers }, response) => {
    const broken = String(headers['accept-encoding']).includes('br');
    response.writeHead(200, { 'content-type': 'application/json', ...(broken ? { 'content-encoding': 'br' } : {}) }).end(broken ? gzipSync(order) : order);
  });
  const { codes, messages } = await runPartner(t, partnerOf(url, [{ request: { path: '/orders/17' }, encodings: true }]));
  assert.deepEqual(codes, ['API_UNREACHABLE', 'API_ENCODING']);
  assert.match(messages[1] ?? '', /asked for with br, cannot be decoded/);
});

test('a step that failed, and a run that ended, compare nothing', async (t) => {
  const ending = new AbortController();
  const { url, received } = await serveCollecting(t, ({ url: path, headers }, response) => {
    if (path === '/ends' && headers['accept-encoding'] === 'gzip') return ending.abort();
    response.writeHead(path === '/fails' ? 500 : 200, { 'content-type': 'application/json' }).end('{}');
  });
  const steps = (path: string): StepConfig[] => [{ request: { path }, encodings: true }];
  assert.deepEqual((await runPartner(t, partnerOf(url, steps('/fails')))).codes, ['API_STATUS']);
  assert.equal(received.length, 1);
  const { observations, codes } = await runPartner(t, partnerOf(url, steps('/ends')), { signal: ending.signal });
  assert.deepEqual([codes, observations[0]?.steps[0]?.encodings], [[], undefined]);
});

test('bodies without end are not compared, and bounded', async (t) => {
  const { url } = await serveCollecting(t, (_, response) => {
    response.writeHead(200, { 'content-type': 'text/plain' });
    const more = () => { while (!response.destroyed && response.write(Buffer.alloc(262_144, Math.random() < 0.5 ? 'a' : 'b'))); };
    response.on('drain', more);
    more();
  });
  const { codes } = await runPartner(t, partnerOf(url, [{ request: { path: '/endless' }, encodings: true }]));
  assert.deepEqual(codes, ['API_TOO_LARGE']);
});

test('only GET can be compared', async (t) => {
  const step: StepConfig = { request: { method: 'POST', path: '/orders', json: {} }, mutates: true, encodings: true };
  await assert.rejects(runPartner(t, partnerOf('http://127.0.0.1:9', [step])), { message: 'gonogo.config.ts: partners[0].journeys[0].steps[0].encodings is for GET, which may be repeated, but the request is POST.' });
  assert.deepEqual(readGate({ partners: [partnerOf('http://127.0.0.1:9', [{ ...step, encodings: 'br' } as unknown as StepConfig])] }), { problems: ['partners[0].journeys[0].steps[0].encodings must be true or false, but is "br".'] });
});
