import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { renderDryRun } from '../cli/dry-run.ts';
import type { StepConfig } from '../config.ts';
import { readGate } from '../config/schema.ts';
import { signatureProblem } from '../fixtures/webhook-signature.ts';
import { openWebhooks } from '../fixtures/webhooks.ts';
import type { WebhookSigner } from '../verdict/plan.ts';
import { closedPort } from './local-server.ts';
import { type PartnerRun, partnerOf, runPartner, serveCollecting } from './partner-run.ts';

const secret = `whsec_${Buffer.from('a secret of the tests, 32 bytes.').toString('base64')}`;
const body = '{"id":"evt_1","type":"order.created","note":"it\'s"}';

/** As the library of Standard Webhooks signs. */
function standard(payload: string, { id = 'msg_1', at = new Date(), key = secret } = {}): Record<string, string> {
  return { 'webhook-id': id, 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)), 'webhook-signature': new Webhook(key).sign(id, at, payload) };
}

const sha = (key: string, text: string) => createHmac('sha256', key).update(text).digest('hex');
const nowS = 1_780_000_000;
const signer = (scheme: WebhookSigner['scheme'], key = secret): WebhookSigner => ({ scheme, secret: key, toleranceMs: 300_000 });
const signatures: [title: string, signer: WebhookSigner, headers: Record<string, string>, problem: string | null][] = [
  ['as its library makes it', signer('standard'), standard(body, { at: new Date(nowS * 1000) }), null],
  ['beside one of an old key', signer('standard'), { ...standard(body, { at: new Date(nowS * 1000) }), 'webhook-signature': `v1,b2xk ${standard(body, { at: new Date(nowS * 1000) })['webhook-signature']}` }, null],
  ['of another body', signer('standard'), standard('{}', { at: new Date(nowS * 1000) }), 'wrong'],
  ['of another id', signer('standard'), { ...standard(body, { at: new Date(nowS * 1000) }), 'webhook-id': 'msg_2' }, 'wrong'],
  ['of ten minutes ago', signer('standard'), standard(body, { at: new Date((nowS - 600) * 1000) }), 'stale'],
  ['of ten minutes from now', signer('standard'), standard(body, { at: new Date((nowS + 600) * 1000) }), 'stale'],
  ['none', signer('standard'), {}, 'missing'],
  ['with a time that is none', signer('standard'), { ...standard(body), 'webhook-timestamp': 'now' }, 'missing'],
  ['Stripe', signer('stripe', 'whsec_test'), { 'stripe-signature': `t=${nowS},v0=old,v1=${sha('whsec_test', `${nowS}.${body}`)}` }, null],
  ['Stripe, two keys', signer('stripe', 'whsec_test'), { 'stripe-signature': `t=${nowS},v1=00,v1=${sha('whsec_test', `${nowS}.${body}`)}` }, null],
  ['Stripe, replayed', signer('stripe', 'whsec_test'), { 'stripe-signature': `t=${nowS - 301},v1=${sha('whsec_test', `${nowS - 301}.${body}`)}` }, 'stale'],
  ['Stripe, with the time changed', signer('stripe', 'whsec_test'), { 'stripe-signature': `t=${nowS},v1=${sha('whsec_test', `${nowS - 301}.${body}`)}` }, 'wrong'],
  ['Stripe, without v1', signer('stripe', 'whsec_test'), { 'stripe-signature': `t=${nowS},v0=1` }, 'missing'],
  ['GitHub', signer('github', 'gh'), { 'x-hub-signature-256': `sha256=${sha('gh', body)}` }, null],
  ['GitHub, by another key', signer('github', 'gh'), { 'x-hub-signature-256': `sha256=${sha('hg', body)}` }, 'wrong'],
  ['GitHub, SHA-1 only', signer('github', 'gh'), { 'x-hub-signature': 'sha1=00' }, 'missing'],
];
for (const [title, plan, headers, problem] of signatures) {
  test(`signature: ${title}`, () => assert.equal(signatureProblem(plan, { headers, body: Buffer.from(body) }, nowS), problem));
}

// "Hello, World!" and its signature, as the documentation of GitHub gives them to test with.
test('signature: the example of GitHub', () => {
  const headers = { 'x-hub-signature-256': 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17' };
  assert.equal(signatureProblem(signer('github', "It's a Secret to Everybody"), { headers, body: Buffer.from('Hello, World!') }, nowS), null);
});

type Post = (payload: string, headers: Record<string, string>) => Promise<number>;

/** A partner that delivers when it is asked to, and what a run finds of it. */
async function delivered(t: TestContext, deliver: (post: Post) => Promise<unknown> | unknown, more: Partial<NonNullable<StepConfig['webhook']>> = {}, steps: StepConfig[] = []): Promise<PartnerRun & { asked: string[] }> {
  const port = await closedPort();
  const work: Promise<unknown>[] = [];
  const server = await serveCollecting(t, ({ body: received }, response) => {
    const post: Post = async (payload, headers) => (await fetch((JSON.parse(received.toString()) as { to: string }).to, { method: 'POST', body: payload, headers })).status;
    work.push(Promise.resolve(deliver(post)).catch(() => {}));
    response.writeHead(202, { 'content-type': 'application/json' }).end('{}');
  });
  const step: StepConfig = { name: 'ask', request: { method: 'POST', path: '/test-event', json: { to: { captured: 'webhookUrl' } } }, mutates: true, webhook: { path: '/hooks/acme', signature: { standard: { env: 'HOOK' } }, within: '500ms', ...more } };
  const run = await runPartner(t, partnerOf(server.url, [step, ...steps], { limits: { concurrency: 4, perSecond: 50 }, listen: { port, publicUrl: `http://127.0.0.1:${port}/` } }), { env: { HOOK: secret } });
  await Promise.all(work);
  return { ...run, asked: server.received.map(({ body: received }) => received.toString()) };
}

test('a delivery that is well signed and comes in time is nothing to tell of, and its secret stands nowhere', async (t) => {
  const statuses: number[] = [];
  const run = await delivered(t, async (post) => statuses.push(await post(`{"key":"${secret}"}`, standard(`{"key":"${secret}"}`))), { within: '5s' });
  assert.deepEqual([run.messages, statuses], [[], [204]]);
  assert.match(run.asked[0] ?? '', /^\{"to":"http:\/\/127\.0\.0\.1:\d+\/hooks\/acme"\}$/);
  assert.deepEqual(run.observations[0]?.steps[0]?.webhook?.deliveries.map(({ id, signature }) => [id, signature]), [['msg_1', 'good']]);
  const dry = renderDryRun(run.planned);
  assert.match(dry.replace(/\n +/g, ' '), /acme: orders \(its host: at most 4 at once, 50 a second\) POST http:\S+\/test-event \(changes data, waits for a delivery to http:\S+\/hooks\/acme\)/);
  assert.doesNotMatch(JSON.stringify([run.observations, run.planned.plan, dry]), /whsec_/);
});

const ends: [title: string, deliver: (post: Post) => Promise<unknown> | unknown, codes: string[], message: RegExp, more?: Partial<NonNullable<StepConfig['webhook']>>][] = [
  ['none', () => {}, ['WEBHOOK_MISSING critical'], /^POST \/test-event asked for a delivery to http:\S+\/hooks\/acme, and none came within 500 ms, nor as long again after that; expected/],
  ['one of something else', (post) => post('{"type":"other"}', standard('{"type":"other"}')), ['WEBHOOK_MISSING critical'], /; 1 delivery of something else did; expected/, { json: { '$.type': 'order.created' } }],
  ['a late one', async (post) => (await new Promise((resolve) => setTimeout(resolve, 700)), post(body, standard(body))), ['WEBHOOK_LATE critical'], /, and it came after \d{3} ms; expected it within 500 ms/],
  ['the same twice', async (post) => (await post(body, standard(body)), post(body, standard(body))), ['WEBHOOK_DUPLICATE minor'], /, and "msg_1" came 2 times, although it was answered; expected it once/, { within: '5s' }],
  ['a wrong signature', (post) => post(body, standard(`${body} `)), ['WEBHOOK_SIGNATURE critical'], /, and what came has a wrong signature; expected a signature as Standard Webhooks makes it$/],
  ['no signature', (post) => post(body, {}), ['WEBHOOK_SIGNATURE critical'], /what came has no signature/],
  ['a signature of an hour ago', (post) => post(body, standard(body, { at: new Date(Date.now() - 3_600_000) })), ['WEBHOOK_SIGNATURE critical'], /is signed at another time; expected a signature as Standard Webhooks makes it, at most 1 min 0 s old/, { tolerance: '1m' }],
];
for (const [title, deliver, codes, message, more] of ends) {
  test(`delivered: ${title}`, async (t) => {
    const { results, messages } = await delivered(t, deliver, more);
    assert.deepEqual(results.flatMap(({ findings }) => findings.map(({ code, severity }) => `${code} ${severity}`)), codes);
    assert.match(messages[0] ?? '', message);
  });
}

test('what strangers send to the public URL does not hide a good delivery, and two events are no double', async (t) => {
  const { messages, observations } = await delivered(t, async (post) => {
    for (let number = 0; number < 5; number++) await post('junk', {});
    await post(body, standard(body));
    await post(body, standard(body, { id: 'msg_2' }));
  }, { within: '5s' });
  assert.deepEqual(messages, []);
  assert.equal(observations[0]?.steps[0]?.webhook?.deliveries[0]?.signature, 'good');
});

test('the listener takes no more than it can keep, and only while somebody waits', async (t) => {
  const webhooks = openWebhooks();
  t.after(() => webhooks.close());
  const port = await closedPort();
  const mailbox = await webhooks.open({ host: '127.0.0.1', port, path: '/a' });
  const post = async (path: string, payload: string, method = 'POST') => (await fetch(`http://127.0.0.1:${port}${path}`, { method, ...(method === 'POST' ? { body: payload } : {}) })).status;
  assert.deepEqual([await post('/b', ''), await post('/a', '', 'GET'), await post('/a?x=1', 'ok')], [404, 405, 204]);
  // Whether the refusal is read before the connection ends is up to the client.
  assert.ok([413, 'lost'].includes(await post('/a', 'x'.repeat(3_000_000)).catch(() => 'lost')));
  for (let number = 0; number < 49; number++) await post('/a', 'ok');
  assert.equal(await post('/a', 'ok'), 429);
  assert.equal(mailbox.deliveries.length, 50);
  mailbox.close();
  assert.equal(await post('/a', 'ok'), 404);
});

test('a port that is taken leaves the step unproven, with its reason', async (t) => {
  const server = await serveCollecting(t, (_, response) => response.end());
  const port = Number(new URL(server.url).port);
  const { codes, messages } = await runPartner(t, partnerOf(server.url, [{ request: { path: '/' }, webhook: { path: '/a', signature: { github: { env: 'HOOK' } } } }], { listen: { port, publicUrl: 'https://hooks.example' } }), { env: { HOOK: 'github-secret' } });
  assert.deepEqual([codes, server.received.length], [['NOT_OBSERVED'], 0]);
  assert.match(messages[0] ?? '', /deliveries cannot be listened for: .*EADDRINUSE/);
});

test('a run that ends while it waits says so', async (t) => {
  const interruption = new AbortController();
  const port = await closedPort();
  const server = await serveCollecting(t, (_, response) => {
    response.end('{}');
    setTimeout(() => interruption.abort(), 80);
  });
  const { codes } = await runPartner(t, partnerOf(server.url, [{ request: { path: '/' }, webhook: { path: '/a', signature: { github: { env: 'HOOK' } } } }], { listen: { port, publicUrl: 'https://hooks.example' } }), { env: { HOOK: 'github-secret' }, signal: interruption.signal });
  assert.deepEqual(codes, ['NOT_OBSERVED']);
});

const at = 'partners[0].journeys[0].steps[0].webhook';
const refused: [title: string, webhook: object, listen: object | undefined, problem: string][] = [
  ['no listener', { path: '/a', signature: { github: { env: 'H' } } }, undefined, `${at} needs a listener of the partner: give it as listen: { port: 8099, publicUrl: "https://…" }.`],
  ['two schemes', { path: '/a', signature: { github: { env: 'H' }, stripe: { env: 'H' } } }, { port: 8099, publicUrl: 'https://a.example' }, `${at}.signature must have one of standard, stripe and github.`],
  ['a secret in the configuration', { path: '/a', signature: { github: 'abc' } }, { port: 8099, publicUrl: 'https://a.example' }, `${at}.signature.github must be env("NAME") or file("PATH"), so that the secret stands in no configuration, but is "abc".`],
  ['a port that is none', { path: '/a', signature: { github: { env: 'H' } } }, { port: 0, publicUrl: 'https://a.example' }, 'partners[0].listen.port must be at least 1, but is 0.'],
];
for (const [title, webhook, listen, problem] of refused) {
  test(`refused: ${title}`, () => {
    const partner = { name: 'p', baseUrl: 'https://p.example', ...(listen === undefined ? {} : { listen }), journeys: [{ name: 'j', steps: [{ request: { path: '/' }, webhook }] }] };
    assert.deepEqual(readGate({ partners: [partner] }), { problems: [problem] });
  });
}
