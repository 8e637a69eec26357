import { dirname, resolve } from 'node:path';
import type { Gate } from '../config/schema.ts';
import { pendingMigrations } from '../migrations/pending.ts';
import { loadSqlParser } from '../migrations/sql-parser.ts';
import type { MigrationFacts, RollbackFacts } from '../verdict/rollback.ts';
import { forCiLog } from '../verdict/neutralise.ts';
import { readVerdict } from '../verdict/read-verdict.ts';
import { clip } from '../verdict/text.ts';
import { readBounded } from './bounded-file.ts';
import { askForLastGood } from './last-good.ts';
import { readMigrationFiles } from './migration-files.ts';

/** Bytes of the largest verdict that is read. */
const mostBytes = 100_000_000;

/** Pending statements that are judged: more mean that "since" is not the last good release. */
const mostStatements = 2000;

type GateRollback = NonNullable<Gate['rollback']>;

/**
 * What is known of a rollback: what the configuration declares, whether the last good release can be fetched, and what is newer
 * than its migrations. Null when the configuration says nothing about it. Takes at most 20 s; never throws for what it cannot find out.
 *
 * @param configFile absolute path of the configuration, or null
 * @param redact takes secrets out of what is kept
 * @param signal ends the asking
 */
export async function gatherRollback({ rollback }: Pick<Gate, 'rollback'>, configFile: string | null, now: Date, redact: (text: string) => string, signal: AbortSignal): Promise<RollbackFacts | null> {
  if (rollback === undefined) return null;
  const folder = configFile === null ? process.cwd() : dirname(configFile);
  const { command, runbook, lastGood, takes, maxOutage, fixTakes, prefer } = rollback;
  const [proof, migrations] = await Promise.all([lastGood.proof === undefined ? null : askForLastGood(lastGood.proof, folder, now, signal), gatherMigrations(rollback.migrations, folder)]);
  const facts: RollbackFacts = {
    command: command ?? null,
    runbook: runbook ?? null,
    lastGood: { release: lastGood.release, proof },
    takes: takes === undefined ? null : typeof takes === 'number' ? { ms: takes, rehearsed: null } : { ms: takes.measured, rehearsed: takes.on },
    migrations,
    maxOutageMs: maxOutage ?? null,
    fixTakesMs: fixTakes ?? null,
    prefer,
  };
  return JSON.parse(redact(JSON.stringify(facts))) as RollbackFacts;
}

/** What a run asks about a rollback, for who wants to know before: a line each, without queries of URLs and arguments of programs. */
export function rollbackQuestions({ rollback }: Pick<Gate, 'rollback'>): string[] {
  const proof = rollback?.lastGood.proof;
  const migrations = rollback?.migrations;
  return [
    ...(proof === undefined ? [] : ['url' in proof ? `HEAD ${proof.url.replace(/[?#].*$/, '')}` : `the program ${forCiLog(clip(proof.command[0] ?? '', 200))} is run`]),
    ...(migrations === undefined || migrations === 'none' ? [] : [`migrations of ${migrations.tool} in ${forCiLog(clip(migrations.folder, 200))} are read`]),
  ];
}

async function gatherMigrations(migrations: GateRollback['migrations'], folder: string): Promise<MigrationFacts> {
  if (migrations === undefined) return null;
  if (migrations === 'none') return 'none';
  const { tool, dialect = 'postgresql' } = migrations;
  const since = Array.isArray(migrations.since) ? migrations.since : await newestOfVerdict(migrations.since.verdict, folder);
  if ('problem' in since) return since;
  const read = await readMigrationFiles(resolve(folder, migrations.folder), migrations.folder, tool);
  if ('problem' in read) return read;
  const pending = pendingMigrations(read.files, tool, since, dialect, await loadSqlParser());
  if ('problem' in pending) return { problem: `names the folder ${migrations.folder}, which ${pending.problem}` };
  const statements = pending.migrations.reduce((sum, { changes }) => sum + changes.length, 0);
  if (statements > mostStatements) return { problem: `names the folder ${migrations.folder}, in which ${statements} statements are newer than ${since.join(', ')}; at most ${mostStatements} are judged` };
  return { tool, since, newest: pending.newest, pending: pending.migrations };
}

/** The newest migration that an earlier verdict names; only a GO stands for a release that was good. */
async function newestOfVerdict(file: string, folder: string): Promise<string[] | { problem: string }> {
  const bytes = await readBounded(resolve(folder, file), mostBytes).catch(() => null);
  if (bytes === null) return { problem: `names the verdict ${file}, which cannot be read` };
  const read = readVerdict(bytes.toString('utf8'));
  if ('problem' in read) return { problem: `names the verdict ${file}, which ${read.problem}` };
  if (read.verdict.verdict !== 'GO') return { problem: `names the verdict ${file}, which is no GO but ${read.verdict.verdict}` };
  const newest = read.verdict.rollback?.migrations?.newest ?? null;
  return newest === null ? { problem: `names the verdict ${file}, which names no newest migration` } : [newest];
}
