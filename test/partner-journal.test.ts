import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { type CliEnd, messagesOf, runCli, startCli, temporaryFolder } from './cli-run.ts';
import { type Received, serveCollecting } from './partner-run.ts';

const create = { request: { method: 'POST', path: '/orders', json: {} }, mutates: true, capture: { orderId: { json: '$.id' }, ticket: { json: '$.ticket', secret: true } } };
const remove = { name: 'remove', request: { method: 'DELETE', path: ['/orders/', { captured: 'orderId' }] }, mutates: true, cleanup: true };

/** A partner whose orders are listed; `/hangs` hangs until it is told not to. */
interface Partner {
  url: string;
  received: Received[];
  orders: Set<string>;
  hangs: boolean;
  /** What DELETE answers, where it is not 200. */
  refuses?: number;
}

async function partner(t: TestContext): Promise<Partner> {
  const orders = new Set<string>();
  const made: Partner = { url: '', received: [], orders, hangs: true };
  const server = await serveCollecting(t, ({ method, url }, response, number) => {
    if (url === '/hangs' && made.hangs) return;
    const type = { 'content-type': 'application/json' };
    if (method === 'POST') {
      const id = `o-${number}`;
      orders.add(id);
      return response.writeHead(201, type).end(JSON.stringify({ id, ticket: 'tick-8f3a91c4' }));
    }
    if (method === 'DELETE' && made.refuses === undefined) orders.delete(url.split('/').at(-1) ?? '');
    response.writeHead(method === 'DELETE' ? (made.refuses ?? 200) : 200, type).end('{}');
  });
  return Object.assign(made, { url: server.url, received: server.received });
}

/** A folder with a configuration of one journey, and a run of it. */
async function gate(server: Partner, steps: object[], name = 'orders'): Promise<{ output: string; config: string; journal: () => string[] }> {
  const folder = await temporaryFolder();
  const config = join(folder, 'gonogo.config.json');
  write(config, server.url, steps, name);
  const output = join(folder, 'out');
  return { config, output, journal: () => readdirSync(join(output, 'cleanup-journal')) };
}

function write(config: string, url: string, steps: object[], name = 'orders'): void {
  writeFileSync(config, JSON.stringify({ targets: { shop: { url } }, partners: [{ name: 'acme', baseUrl: url, journeys: [{ name, steps }] }] }));
}

/** Starts a run, and kills it outright while it waits for `/hangs`. */
async function killed(server: Partner, { config, output }: { config: string; output: string }): Promise<void> {
  const run = await startCli(['--config', config], { output });
  for (const until = performance.now() + 20_000; !server.received.some(({ url }) => url === '/hangs') && performance.now() < until; ) await delay(30);
  run.process.kill('SIGKILL');
  const end = await run.ended;
  assert.equal(end.signal, 'SIGKILL');
  assert.ok(end.verdict === null || end.verdict.verdict === 'INCONCLUSIVE', 'a run that was killed is no GO');
  server.hangs = false;
}

const told = (end: CliEnd): string => messagesOf(end.verdict?.checks ?? []);

test('after kill -9 the next run says what was left, cleans it up, and is a GO', async (t) => {
  const server = await partner(t);
  const at = await gate(server, [create, { request: { path: '/hangs' }, budget: '60s' }, remove]);
  await killed(server, at);
  assert.deepEqual([...server.orders], ['o-1']);
  const [file = ''] = at.journal();
  const entry = readFileSync(join(at.output, 'cleanup-journal', file), 'utf8');
  assert.match(entry, /"orderId": "o-1"/);
  assert.doesNotMatch(entry, /tick-8f3a91c4/, 'secrets are not written down');

  const end = await runCli(['--config', at.config], { output: at.output });
  assert.equal(end.code, 0, end.stderr + end.stdout);
  assert.match(told(end), /^LEFT_BEHIND trivial: Run \S+ ended \S+ before its clean-up, after POST \S+\/orders: cleaned up now; expected runs to clean up after themselves$/);
  assert.deepEqual(server.received.slice(0, 6).map(({ method, url }) => `${method} ${url}`), ['POST /orders', 'GET /hangs', 'DELETE /orders/o-1', 'POST /orders', 'GET /hangs', 'DELETE /orders/o-4']);
  assert.deepEqual([[...server.orders], at.journal()], [[], []]);
  assert.equal(told(await runCli(['--config', at.config], { output: at.output })), 'no findings');
});

test('what cannot be cleaned up yet stays in the journal, and the next run tries again', async (t) => {
  const server = await partner(t);
  const at = await gate(server, [create, { request: { path: '/hangs' }, budget: '60s' }, remove]);
  await killed(server, at);
  write(at.config, server.url, [{ request: { path: '/orders' } }, { ...remove, request: { ...remove.request, path: '/orders/all' } }]);
  server.refuses = 409;
  const end = await runCli(['--config', at.config], { output: at.output });
  assert.match(told(end), /LEFT_BEHIND minor: .*: not cleaned up yet, because remove answered 409/);
  assert.equal(at.journal().length, 1, 'only what a run changed is noted');
  server.refuses = 410;
  assert.match(told(await runCli(['--config', at.config], { output: at.output })), /LEFT_BEHIND trivial: .*: cleaned up now/);
  assert.deepEqual(at.journal(), []);
});

test('what needs a secret that was not written down is told once', async (t) => {
  const server = await partner(t);
  const at = await gate(server, [create, { request: { path: '/hangs' }, budget: '60s' }, { ...remove, request: { ...remove.request, headers: { 'x-ticket': { captured: 'ticket' } } } }]);
  await killed(server, at);
  const end = await runCli(['--config', at.config], { output: at.output });
  assert.match(told(end), /LEFT_BEHIND minor: .*: it cannot be cleaned up, because ticket is a secret, which is not written down/);
  assert.deepEqual([end.code, at.journal()], [0, []]);
});

test('a change of another environment is not touched, and one whose journey is gone is told on the screen', async (t) => {
  const [server, other] = [await partner(t), await partner(t)];
  const steps = [create, { request: { path: '/hangs' }, budget: '60s' }, remove];
  const at = await gate(server, steps);
  await killed(server, at);
  other.hangs = false;
  write(at.config, other.url, steps);
  const elsewhere = await runCli(['--config', at.config], { output: at.output });
  assert.ok(told(elsewhere).includes(`it was made at ${server.url}, and this run calls ${other.url}`), told(elsewhere));
  assert.equal(other.received[0]?.method, 'POST', 'nothing is deleted where nothing was made');

  write(at.config, server.url, steps, 'renamed');
  const renamed = await runCli(['--config', at.config], { output: at.output });
  assert.match(renamed.stderr, /warning: run \S+ ended \S+ before the clean-up of acme\/orders at \S+, after POST \S+\/orders, and this run has no such journey\. Clean up by hand, then delete \S+\.json\./);
  assert.equal(renamed.code, 0);
});
