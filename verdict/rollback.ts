import { counted } from './text.ts';
import type { Verdict } from './verdict.ts';

/** Whether the code before runs against what a statement leaves; see docs/rollback.md. */
export const effects = ['safe', 'unsafe', 'unknown'] as const;

/** A migration that is newer than the last good release. */
export interface PendingMigration {
  name: string;
  changes: { effect: (typeof effects)[number]; reason: string; statement: string }[];
}

/** What is known of a rollback before the run, as the plan carries it: declared in the configuration, or found out at the start. */
export interface RollbackFacts {
  /** Shown to people, never run. */
  command: string | null;
  runbook: string | null;
  lastGood: { release: string; proof: LastGoodProof | null };
  /** Milliseconds; `rehearsed` is the day when they were measured, null when they are a promise. */
  takes: { ms: number; rehearsed: string | null } | null;
  migrations: MigrationFacts;
  /** What the clock needs. Milliseconds. */
  maxOutageMs: number | null;
  fixTakesMs: number | null;
  prefer: 'roll-back' | 'fix-forward';
}

/** What asking for the artifact of the last good release gave. */
export interface LastGoodProof {
  /** `gone`: the answer was that it is not there. `unknown`: there was no answer. */
  state: 'fetchable' | 'gone' | 'unknown';
  detail: string;
  at: string;
}

/** `none` is declared: nothing of the release has a schema. Null when nothing is said. */
export type MigrationFacts = null | 'none' | { problem: string } | { tool: string; since: string[]; newest: string | null; pending: PendingMigration[] };

/** Statements that the document lists, the worst first. */
const mostStatements = 50;
/** Blockers and open questions that it lists. */
const mostSentences = 20;

type Rollback = NonNullable<Verdict['rollback']>;
export type Readiness = Omit<Rollback, 'clock'>;

/**
 * Whether the release can be rolled back, from what is declared and was found out. Safe only when nothing blocks it and
 * nothing is left open.
 *
 * @param release that was deployed, as far as it was named
 */
export function rollbackReadiness(facts: RollbackFacts, release: string | null): Readiness {
  const { command, runbook, lastGood, takes, migrations } = facts;
  const statements = statementsOf(migrations);
  const [unsafe, unknown] = [statements.filter(({ effect }) => effect === 'unsafe'), statements.filter(({ effect }) => effect === 'unknown')];
  const blockers = [
    ...(lastGood.release === release ? [`The last good release is the one that was deployed, ${release}: there is none to go back to`] : []),
    ...(lastGood.proof?.state === 'gone' ? [`Release ${lastGood.release} can no longer be fetched: ${lastGood.proof.detail}`] : []),
    ...unsafe.map(({ migration, reason }) => `Migration ${migration} ${reason}`),
  ];
  const unknowns = [
    ...(command === null && runbook === null ? ['How to roll back is not said: set rollback.command or rollback.runbook'] : []),
    ...(lastGood.proof === null ? [`Whether release ${lastGood.release} can still be fetched was not asked: set rollback.lastGood.proof`] : []),
    ...(lastGood.proof?.state === 'unknown' ? [`Whether release ${lastGood.release} can still be fetched is not known: ${lastGood.proof.detail}`] : []),
    ...(migrations === null ? ['Whether the database was changed is not said: set rollback.migrations, or rollback.migrations: "none"'] : []),
    ...(migrations !== null && typeof migrations === 'object' && 'problem' in migrations ? [`The migrations could not be read: rollback.migrations ${migrations.problem}`] : []),
    ...unknown.map(({ migration, reason }) => `Migration ${migration} ${reason}`),
  ];
  const safe = blockers.length > 0 ? false : unknowns.length > 0 ? ('unknown' as const) : true;
  return {
    safe,
    blockers: bounded(blockers),
    unknowns: bounded(unknowns),
    command,
    runbook,
    lastGood: { release: lastGood.release, fetchable: fetchable(lastGood.proof), detail: lastGood.proof?.detail ?? 'not asked', checkedAt: lastGood.proof?.at ?? null },
    takes: takes === null ? null : { durationMs: takes.ms, rehearsed: takes.rehearsed },
    migrations: migrationSummary(migrations, statements),
  };
}

type Statement = PendingMigration['changes'][number] & { migration: string };

function statementsOf(migrations: MigrationFacts): Statement[] {
  if (migrations === null || migrations === 'none' || 'problem' in migrations) return [];
  const all = migrations.pending.flatMap(({ name, changes }) => changes.map((change) => ({ migration: name, ...change })));
  const rank = { unsafe: 0, unknown: 1, safe: 2 };
  return all.toSorted((one, other) => rank[one.effect] - rank[other.effect]);
}

function migrationSummary(migrations: MigrationFacts, statements: Statement[]): Rollback['migrations'] {
  if (migrations === null || migrations === 'none' || 'problem' in migrations) return null;
  const count = (effect: Statement['effect']) => statements.filter((statement) => statement.effect === effect).length;
  const { tool, since, newest, pending } = migrations;
  return { tool, since, newest, pending: pending.length, safe: count('safe'), unsafe: count('unsafe'), unknown: count('unknown'), statements: statements.slice(0, mostStatements) };
}

function fetchable(proof: LastGoodProof | null): Rollback['lastGood']['fetchable'] {
  return proof === null || proof.state === 'unknown' ? 'unknown' : proof.state === 'fetchable';
}

/** How many blockers or questions there are, as far as they are listed. */
export function howMany(sentences: readonly string[], singular: string): string {
  return sentences.length > mostSentences ? `more than ${mostSentences} ${singular}s` : counted(sentences.length, singular);
}

function bounded(sentences: string[]): string[] {
  const distinct = [...new Set(sentences)];
  return distinct.length <= mostSentences ? distinct : [...distinct.slice(0, mostSentences), `and ${distinct.length - mostSentences} more`];
}
