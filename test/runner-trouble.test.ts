import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Lab, startLab } from '../lab/start-lab.ts';
import { browserScript } from './browser-script.ts';
import { type CliEnd, type CliRun, runCli, schemaErrors, startCli, temporaryFolder } from './cli-run.ts';
import type { ProcessInfo } from './processes.ts';
import { type TroubleServers, startTroubleServers } from './trouble-server.ts';

const root = resolve(import.meta.dirname, '..');

let lab: Lab;
let broken: Lab;
let servers: TroubleServers;
before(async () => {
  [lab, broken, servers] = await Promise.all([startLab({}), startLab({ fault: 'P1' }), startTroubleServers()]);
});
after(() => Promise.all([lab.close(), broken.close(), servers.close()]));

const isBrowser = ({ program, arguments: given }: ProcessInfo) => /chrom|headless/i.test(program) && given.some((one) => one.startsWith('--remote-debugging')) && !given.some((one) => one.startsWith('--type='));
const isRunner = ({ arguments: given }: ProcessInfo) => given.some((one) => /@playwright[\\/]test[\\/]cli\.js$/.test(one));
const isWorker = ({ arguments: given }: ProcessInfo) => given.some((one) => /workerProcessEntry\.js$/.test(one));

/** Runs that something happens to while a page that never answers keeps them busy. */
const disturbances: { name: string; disturb(run: CliRun): Promise<void>; said: RegExp }[] = [
  { name: 'a browser that is killed', disturb: (run) => kill(run, isBrowser), said: /browser died/ },
  { name: 'a Playwright worker that is killed', disturb: (run) => kill(run, isWorker), said: /worker process exited unexpectedly|did not come to its end/ },
  { name: 'a Playwright runner that is killed', disturb: (run) => kill(run, isRunner), said: /ended by SIGKILL/ },
];

describe('trouble of the runner', { concurrency: 2 }, () => {
  it('a browser that exits at once', async () => {
    const end = await runCli([lab.shopUrl, '--browser', await browserScript('exit 3')]);
    assertUnproven(end, /browser did not start/);
  });

  it('a browser that dies again and again', async () => {
    const end = await runCli([servers.url, '--page', '/late', '--browser', await browserScript('exec timeout -s KILL 3 "$BROWSER" "$@"')]);
    assertUnproven(end, /browser died/);
  });

  for (const { name, disturb, said } of disturbances) {
    it(name, async () => {
      const run = await startCli([servers.url, '--page', '/healthy', '--page', '/late', '--deadline', '60s']);
      await disturb(run);
      assertUnproven(await run.ended, said);
    });
  }

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`${signal} in the middle of a run`, async () => {
      const run = await startCli([servers.url, '--page', '/silent']);
      await run.find(isBrowser);
      await run.find(isWorker);
      const sent = performance.now();
      run.process.kill(signal);
      const end = await run.ended;
      assert.ok(performance.now() - sent < 20_000, 'it ends soon after the signal');
      assertUnproven(end, /interrupted/);
    });
  }

  it('a command that is killed leaves nobody waiting', async () => {
    const run = await startCli([servers.url, '--page', '/silent'], { goneMs: 25_000 });
    await run.find(isWorker);
    await run.find(isBrowser);
    run.process.kill('SIGKILL');
    const end = await run.ended;
    assert.equal(end.signal, 'SIGKILL');
    assert.notEqual(end.verdict?.verdict, 'GO');
    assert.deepEqual(end.left, []);
  });

  it('a deadline that comes before a slow page', async () => {
    const end = await runCli([servers.url, '--page', '/silent', '--deadline', '3s']);
    assertUnproven(end, /deadline/i);
    assert.equal(end.verdict?.timing.deadlineHit, true);
    assert.ok(end.verdict.timing.durationMs >= 3000 && end.verdict.timing.durationMs < 20_000, `it took ${end.verdict.timing.durationMs} ms`);
  });

  it('an output folder below a file is wrong usage', async () => {
    const file = join(await temporaryFolder(), 'file');
    writeFileSync(file, '');
    const end = await runCli([lab.shopUrl], { output: join(file, 'report') });
    assert.equal(end.code, 2);
    assert.match(end.stderr, /^error: --output .*cannot be written to \(ENOTDIR\)\. Choose a folder/m);
    assert.deepEqual(end.left, []);
  });

  it('a disk that is full at the end, with the GO of an earlier run in the folder', async () => {
    const output = join(await temporaryFolder(), 'report');
    mkdirSync(output);
    writeFileSync(join(output, 'verdict.json'), JSON.stringify({ schema: 'gonogo.verdict/v1', id: 'earlier', verdict: 'GO', go: true }));
    // Blocks of 512 or 1024 bytes: room for plan and observations, none for the verdict.
    const end = await runCli([lab.shopUrl, '--page', '/'], { output, wrapper: ['bash', '-c', 'ulimit -f 4; exec "$0" "$@"'] });
    assert.ok(end.code !== 0 && end.code !== null, `it ended with ${end.code}`);
    assert.match(end.stderr, /could not be (written|kept)|cannot be written/);
    assert.equal(end.verdict, null, 'no verdict is left, not even the earlier one');
    assert.deepEqual(end.left, []);
  });

  it('a foreign reporter that calls every run passed', async () => {
    const reporter = join(await temporaryFolder(), 'yes-reporter.mjs');
    writeFileSync(reporter, 'export default class { onEnd() { return { status: "passed" }; } }');
    const end = await runCli([broken.shopUrl, '--page', '/checkout'], { environment: { PW_TEST_REPORTER: reporter } });
    assert.equal(end.code, 20, `${end.stdout}\n${end.stderr}`);
    assert.equal(end.verdict?.verdict, 'NO_GO');
    assert.deepEqual(end.left, []);
  });

  it('Playwright called with another reporter leaves no verdict', async () => {
    const folder = await temporaryFolder();
    mkdirSync(join(folder, 'gonogo-report'));
    writeFileSync(join(folder, 'gonogo-report/verdict.json'), JSON.stringify({ schema: 'gonogo.verdict/v1', id: 'earlier', verdict: 'GO', go: true }));
    const cli = join(root, 'node_modules/@playwright/test/cli.js');
    const child = spawn(process.execPath, [cli, 'test', '--config', join(root, 'playwright.config.ts'), '--reporter=line'], {
      cwd: folder,
      stdio: 'ignore',
      env: { ...process.env, PLAYWRIGHT_TEST_BASE_URL: lab.shopUrl },
    });
    const code = await new Promise((done) => child.once('close', done));
    assert.equal(code, 0, 'the suite itself passes against the healthy lab');
    assert.ok(existsSync(join(folder, 'gonogo-report/plan.json')), 'the run took place');
    assert.equal(existsSync(join(folder, 'gonogo-report/verdict.json')), false, 'no verdict is left, not even the earlier one');
  });
});

async function kill(run: CliRun, wanted: (info: ProcessInfo) => boolean): Promise<void> {
  await run.find(isBrowser);
  await run.find(isWorker);
  const { pid } = await run.find(wanted);
  process.kill(pid, 'SIGKILL');
}

/** INCONCLUSIVE for reasons of the runner, told in a valid verdict, and nothing left behind. */
function assertUnproven(end: CliEnd, said: RegExp): void {
  assert.equal(end.code, 21, `${end.stdout}\n${end.stderr}`);
  assert.equal(end.verdict?.verdict, 'INCONCLUSIVE');
  assert.deepEqual(schemaErrors(end.verdict), []);
  assert.ok(end.verdict.reasons.some(({ attribution, message }) => attribution === 'runner' && said.test(message)), `no reason says ${said}: ${JSON.stringify(end.verdict.reasons)}`);
  assert.deepEqual([...new Set(end.verdict.reasons.map(({ attribution }) => attribution))], ['runner']);
  assert.deepEqual(end.left, [], 'processes are left');
}
