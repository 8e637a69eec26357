import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { loadShop } from '../lab/shop-build.ts';
import { type Lab, startLab } from '../lab/start-lab.ts';
import { temporaryFolder } from './cli-run.ts';
import { send, token } from './held-gate.ts';
import { serveHttp } from './local-server.ts';
import { watchFamily } from './processes.ts';
import { readVerdict } from '../verdict/read-verdict.ts';
import { readVerdictDocument } from './verdict-document.ts';

const main = join(import.meta.dirname, '../cli/main.ts');
const mark = randomUUID();
const family = watchFamily(`GONOGO_TEST_FAMILY=${mark}`);
const labs: Lab[] = [];
let silent: Awaited<ReturnType<typeof serveHttp>>;
let gate: ChildProcess;
let folder: string;
let url = '';
let told = '';

before(async () => {
  const shop = await loadShop();
  labs.push(await startLab({ shop }), await startLab({ shop, fault: 'story' }));
  silent = await serveHttp(() => {});
  folder = await temporaryFolder();
  const targets = Object.fromEntries([['healthy', labs[0]?.shopUrl], ['broken', labs[1]?.shopUrl], ['silent', silent.url]].map(([name, at]) => [name, { url: at, environment: 'lab' }]));
  writeFileSync(join(folder, 'gonogo.config.json'), JSON.stringify({ targets, pages: [{ path: '/checkout' }] }));
  // What an earlier gate left beyond what is kept.
  for (let index = 0; index < 60; index++) mkdirSync(join(folder, `gonogo-report/gate/20250101T0000${String(index).padStart(2, '0')}Z-${'0'.repeat(12)}`), { recursive: true });
  mkdirSync(join(folder, 'gonogo-report/gate/mine'));
  gate = spawn(process.execPath, [main, 'gate', '--port', '0'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, GONOGO_GATE_TOKEN: token, GONOGO_TEST_FAMILY: mark } });
  gate.stderr?.setEncoding('utf8').on('data', (chunk: string) => { told += chunk; });
  if (gate.stdout === null) throw new Error('no output');
  for await (const line of createInterface({ input: gate.stdout })) {
    url = /(http:\S+) for healthy, broken, silent/.exec(line)?.[1] ?? '';
    break;
  }
  assert.notEqual(url, '', told);
});

after(async () => {
  for (const { pid } of family.alive()) process.kill(pid, 'SIGKILL');
  await Promise.all([silent.close(), ...labs.map((lab) => lab.close())]);
});

/** Polls as a pipeline would, to the decision. */
async function poll(path: string): Promise<Record<string, unknown>> {
  for (const until = performance.now() + 120_000; performance.now() < until; await delay(250)) {
    const { status, text } = await send('GET', `${url}${path}`);
    assert.equal(status, 200, text);
    const run = JSON.parse(text) as Record<string, unknown>;
    if (run.state === 'decided') return run;
  }
  throw new Error(`not decided: ${told}`);
}

function verdictOf(text: string): string {
  const read = readVerdict(text);
  return 'problem' in read ? read.problem : read.verdict.verdict;
}

test('only so many folders of earlier runs are kept, and nothing else is touched', () => {
  const left = readdirSync(join(folder, 'gonogo-report/gate'));
  assert.equal(left.length, 51);
  assert.ok(left.includes('mine'));
  assert.ok(!left.some((name) => name.startsWith('20250101T000000Z')));
});

test('a healthy and a broken release are run in processes of their own, and their documents are told', { timeout: 200_000 }, async () => {
  const started = await Promise.all(['healthy', 'broken'].map((name) => send('POST', `${url}/v1/targets/${name}/runs`)));
  assert.deepEqual(started.map(({ status }) => status), [202, 202]);
  await delay(1000);
  const children = family.alive().filter((one) => one.arguments.some((word) => word.startsWith('--target=')));
  assert.equal(children.length, 2);
  for (const { pid } of children) assert.ok(!readFileSync(`/proc/${pid}/environ`, 'utf8').includes(token), 'a run is given the token of the gate');
  const [healthy, broken] = await Promise.all(started.map(({ headers }) => poll(headers.location ?? '')));
  assert.deepEqual([healthy?.verdict, healthy?.go, healthy?.confirmed], ['GO', true, false], told);
  assert.deepEqual([broken?.verdict, broken?.go, broken?.confirmed], ['NO_GO', false, true], told);
  const document = await send('GET', `${url}/v1/runs/${broken?.id}/verdict`);
  assert.deepEqual([document.status, verdictOf(document.text)], [200, 'NO_GO']);
  assert.equal((await send('GET', `${url}/v1/runs/${broken?.id}`, { headers: { authorization: 'Bearer wrong' } })).status, 401);
});

test('SIGTERM ends a run that goes on with an INCONCLUSIVE verdict of its own, and leaves no process', { timeout: 100_000 }, async () => {
  const { headers } = await send('POST', `${url}/v1/targets/silent/runs`);
  const id = headers.location?.split('/').at(-1) ?? '';
  for (const until = performance.now() + 60_000; silent.requests.length === 0 && performance.now() < until; ) await delay(100);
  gate.kill('SIGTERM');
  const [code] = await once(gate, 'close');
  assert.equal(code, 0, told);
  assert.match(told, new RegExp(`${id} silent: INCONCLUSIVE`));
  assert.equal(readVerdictDocument(join(folder, 'gonogo-report/gate', id)).verdict, 'INCONCLUSIVE');
  for (const until = performance.now() + 10_000; family.alive().length > 0 && performance.now() < until; ) await delay(100);
  assert.deepEqual(family.alive().map(({ program }) => program), []);
});
