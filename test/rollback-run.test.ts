import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { readGate } from '../config/schema.ts';
import { type ProofConfig, askForLastGood } from '../cli/last-good.ts';
import { readMigrationFiles } from '../cli/migration-files.ts';
import { gatherRollback, rollbackQuestions } from '../cli/rollback-facts.ts';
import { encodeVerdict } from '../verdict/wire.ts';
import { createRedactor } from '../verdict/redact.ts';
import { type RollbackFacts, rollbackReadiness } from '../verdict/rollback.ts';
import { rollbackClock } from '../verdict/rollback-clock.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { type CliEnd, runCli, schemaErrors, startCli, temporaryFolder } from './cli-run.ts';
import { sampleNoGo, sampleVerdict } from './sample-verdict.ts';
import { type LocalServer, closedPort, serveHttp } from './local-server.ts';

const now = new Date('2026-11-25T15:00:00.000Z');

/** What an earlier verdict says of a rollback when its newest migration was this one. */
function seen(newest: string): Verdict['rollback'] {
  const facts: RollbackFacts = { command: null, runbook: null, lastGood: { release: '1', proof: null }, takes: null, migrations: { tool: 'prisma', since: ['0'], newest, pending: [] }, maxOutageMs: null, fixTakesMs: null, prefer: 'roll-back' };
  return { ...rollbackReadiness(facts, null), clock: rollbackClock({ facts, safe: 'unknown', blockers: [], unknowns: [], deployedAt: null, now: now.toISOString(), verdict: 'GO', owners: [] }) };
}
let server: LocalServer;
let folder: string;

before(async () => {
  server = await serveHttp((request, response) => {
    const status = Number(/^\/status\/(\d+)/.exec(request.url ?? '')?.[1] ?? 500);
    response.writeHead(status, status === 302 ? { location: '/status/200' } : {}).end();
  });
  folder = await temporaryFolder();
  await mkdir(join(folder, 'migrations/1_first'), { recursive: true });
  await mkdir(join(folder, 'migrations/2_second'));
  await writeFile(join(folder, 'migrations/1_first/migration.sql'), 'CREATE TABLE a (id int);');
  await writeFile(join(folder, 'migrations/2_second/migration.sql'), 'ALTER TABLE a ADD b text;\nALTER TABLE a DROP COLUMN c;');
});
after(() => server.close());

describe('whether the last good release can be fetched', () => {
  const node = (code: string): ProofConfig => ({ command: [process.execPath, '-e', code] });
  const cases: [what: string, proof: () => ProofConfig | Promise<ProofConfig>, state: string, detail: RegExp][] = [
    ['it is there', () => ({ url: `${server.url}/status/200?token=hidden` }), 'fetchable', /\/status\/200 answered 200$/],
    ['it is elsewhere', () => ({ url: `${server.url}/status/302` }), 'fetchable', /answered 200/],
    ['it is gone', () => ({ url: `${server.url}/status/404` }), 'gone', /answered 404/],
    ['asking is not allowed', () => ({ url: `${server.url}/status/401` }), 'unknown', /answered 401/],
    ['the server has trouble', () => ({ url: `${server.url}/status/503` }), 'unknown', /answered 503/],
    ['nobody answers', async () => ({ url: `http://127.0.0.1:${await closedPort()}/` }), 'unknown', /gave no answer \(ECONNREFUSED\)/],
    ['a command that ends well', () => node(''), 'fetchable', /ended with code 0/],
    ['a command that does not', () => node('process.exit(3)'), 'gone', /ended with code 3/],
    ['a command that never ends', () => node('setInterval(() => {}, 1000)'), 'unknown', /did not end within 0\.5 s|was ended by/],
    ['a command that is not there', () => ({ command: ['/nowhere/at-all'] }), 'unknown', /could not be started \(ENOENT\)/],
  ];
  for (const [what, proof, state, detail] of cases) {
    test(what, async () => {
      const asked = await askForLastGood(await proof(), folder, now, new AbortController().signal, what.includes('never') ? 500 : 10_000);
      assert.equal(asked.state, state);
      assert.match(asked.detail, detail);
      assert.doesNotMatch(asked.detail, /hidden/);
      assert.equal(asked.at, now.toISOString());
    });
  }
});

describe('what is gathered', () => {
  const gather = async (rollback: unknown): Promise<RollbackFacts> => {
    const read = readGate({ rollback });
    assert.ok('gate' in read, JSON.stringify(read));
    const facts = await gatherRollback(read.gate, join(folder, 'gonogo.config.json'), now, createRedactor(['opensesame']), new AbortController().signal);
    assert.ok(facts !== null);
    return facts;
  };

  test('migrations are read from the folder of the configuration, and secrets are taken out', async () => {
    const facts = await gather({ command: 'deploy --token opensesame', lastGood: { release: '1' }, migrations: { tool: 'prisma', folder: 'migrations', since: '1_first', dialect: 'postgresql' } });
    assert.equal(facts.command, 'deploy --token [redacted]');
    assert.deepEqual(facts.migrations !== null && typeof facts.migrations === 'object' && 'pending' in facts.migrations && facts.migrations.pending.map(({ name, changes }) => [name, ...changes.map(({ effect }) => effect)]), [['2_second', 'safe', 'unsafe']]);
  });

  const lost: [what: string, migrations: Record<string, unknown>, problem: RegExp][] = [
    ['a folder that is not there', { tool: 'prisma', folder: 'nowhere', since: '1_first', dialect: 'mysql' }, /^names the folder nowhere, which is not there$/],
    ['a migration that is not there', { tool: 'prisma', folder: 'migrations', since: '0_lost', dialect: 'mysql' }, /which holds no migration "0_lost"$/],
    ['a folder of another tool', { tool: 'rails', folder: 'migrations', since: '1' }, /which holds no migrations of rails$/],
  ];
  for (const [what, migrations, problem] of lost) {
    test(`${what} leaves the answer open`, async () => {
      const { migrations: found } = await gather({ lastGood: { release: '1' }, migrations });
      assert.match(found !== null && typeof found === 'object' && 'problem' in found ? found.problem : 'none', problem);
    });
  }

  const verdicts: [what: string, verdict: Verdict | null, outcome: RegExp][] = [
    ['a GO', { ...sampleVerdict(), rollback: seen('1_first') }, /^2_second$/],
    ['a GO that knew no migrations', sampleVerdict(), /names no newest migration/],
    ['a NO_GO', { ...sampleNoGo(), rollback: seen('1_first') }, /is no GO but NO_GO/],
    ['a GO that names a lost migration', { ...sampleVerdict(), rollback: seen('0_lost') }, /holds no migration "0_lost"/],
    ['a lost file', null, /names the verdict last\.json, which cannot be read/],
  ];
  for (const [what, verdict, outcome] of verdicts) {
    test(`the last good release is told by ${what}`, async () => {
      await rm(join(folder, 'last.json'), { force: true });
      if (verdict !== null) await writeFile(join(folder, 'last.json'), encodeVerdict(verdict));
      const { migrations } = await gather({ lastGood: { release: '1' }, migrations: { tool: 'prisma', folder: 'migrations', since: { verdict: 'last.json' }, dialect: 'postgresql' } });
      assert.ok(migrations !== null && typeof migrations === 'object');
      assert.match('problem' in migrations ? migrations.problem : migrations.pending.map(({ name }) => name).join(), outcome);
    });
  }

  test('a file that is too large is not passed over', async () => {
    const large = await temporaryFolder();
    await writeFile(join(large, '1_a.sql'), '-'.repeat(1_000_001));
    assert.deepEqual(await readMigrationFiles(large, 'large', 'sql'), { problem: 'names the folder large, in which 1_a.sql is larger than 1 MB' });
  });

  test('a dry run says what is asked, and asks nothing', () => {
    const read = readGate({ rollback: { lastGood: { release: '1', proof: { url: 'https://registry.example/1.tgz?token=hidden' } }, migrations: { tool: 'prisma', folder: 'migrations', since: '1', dialect: 'mysql' } } });
    assert.ok('gate' in read);
    assert.deepEqual(rollbackQuestions(read.gate), ['HEAD https://registry.example/1.tgz', 'migrations of prisma in migrations are read']);
    const other = readGate({ rollback: { lastGood: { release: '1', proof: { command: ['docker', 'login', '--password', 'hidden'] } }, migrations: 'none' } });
    assert.deepEqual('gate' in other && rollbackQuestions(other.gate), ['the program docker is run']);
    assert.deepEqual(rollbackQuestions({ rollback: undefined }), []);
  });

  test('nothing is gathered where nothing is said', async () => {
    const read = readGate({});
    assert.equal('gate' in read && (await gatherRollback(read.gate, null, now, String, new AbortController().signal)), null);
  });
});

describe('a run that finds a broken release', () => {
  let end: CliEnd;
  before(async () => {
    const config = join(folder, 'gonogo.config.json');
    await writeFile(config, JSON.stringify({
      targets: { production: { url: server.url } },
      logs: { links: [{ kind: 'url', name: 'Logs', url: 'https://logs.example/?q={traces}&from={from}' }] },
      rollback: {
        command: 'helm rollback shop 41', lastGood: { release: '41', proof: { url: `${server.url}/status/200` } }, takes: { measured: '25m', on: '2026-10-01' }, maxOutage: '1h',
        migrations: { tool: 'prisma', folder: 'migrations', since: '1_first', dialect: 'postgresql' },
      },
    }));
    const deployed = new Date(Date.now() - 10 * 60_000).toISOString();
    end = await runCli(['--config', config, '--api', '/status/404', '--deployed-at', deployed, '--deadline', '60s', '--format', 'summary'], { environment: { TZ: 'Europe/Berlin' } });
  });

  test('says in the verdict that a rollback is not safe, and why', () => {
    assert.equal(end.code, 20, end.stderr);
    assert.deepEqual(schemaErrors(end.verdict), []);
    const { rollback } = end.verdict ?? {};
    assert.equal(rollback?.safe, false);
    assert.deepEqual(rollback.blockers, ['Migration 2_second drops column a.c, which the code before may use']);
    assert.deepEqual([rollback.lastGood.fetchable, rollback.migrations?.newest, rollback.migrations?.pending], [true, '2_second', 1]);
    assert.equal(rollback.clock.advice?.do, 'fix-forward');
  });

  test('counts from the deploy', () => {
    const clock = end.verdict?.rollback?.clock;
    assert.ok((clock?.sinceDeployMs ?? 0) >= 600_000 && (clock?.sinceDeployMs ?? 0) < 660_000, String(clock?.sinceDeployMs));
    assert.equal(Date.parse(clock?.latestStart ?? '') - Date.parse(clock?.deployedAt ?? ''), 35 * 60_000);
    assert.deepEqual(end.verdict?.timeline[0]?.event, 'deploy');
  });

  test('links to the logs of the failing request, from the deploy on', () => {
    const url = new URL(end.verdict?.links.find(({ label }) => label === 'Logs')?.url ?? '');
    const sent = server.requests.filter(({ url: path }) => path === '/status/404').map(({ headers }) => String(headers.traceparent).split('-')[1]);
    assert.ok(sent.includes(url.searchParams.get('q') ?? ''), url.href);
    assert.equal(Date.parse(end.verdict?.rollback?.clock.deployedAt ?? '') - Date.parse(url.searchParams.get('from') ?? ''), 60_000);
    assert.match(end.stdout, /Logs +https:\/\/logs\.example\//);
  });

  test('tells it on the terminal, in the zone of the terminal', () => {
    assert.match(end.stdout, /Roll back\? {2}Not safe: 1 blocker/);
    assert.match(end.stdout, /Start by {3}\d{4}-\d\d-\d\d \d\d:\d\d GMT\+[12] \(Europe\/Berlin\)/);
  });
});

test('a run that is interrupted while a rollback is asked about still leaves a verdict', async () => {
  const started = join(folder, 'asked');
  const slow = join(folder, 'slow.config.json');
  await writeFile(slow, JSON.stringify({
    targets: { production: { url: server.url } },
    rollback: { lastGood: { release: '41', proof: { command: [process.execPath, '-e', `require('fs').writeFileSync(${JSON.stringify(started)}, ''); setTimeout(() => {}, 15000)`] } } },
  }));
  const run = await startCli(['--config', slow, '--api', '/status/200', '--deadline', '60s', '--format', 'summary'], { goneMs: 100 });
  await run.find(({ arguments: args }) => args.includes('-e'));
  run.process.kill('SIGTERM');
  const { code, verdict, stderr } = await run.ended;
  assert.deepEqual([code, verdict?.verdict], [21, 'INCONCLUSIVE'], stderr);
});
