import { overrideHead } from '../verdict/override.ts';
import { spoken } from '../verdict/text.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { releaseInWords } from './reason.ts';
import { rollbackAnswer } from './rollback-words.ts';

/** The verdict at a glance, where colours and pictures are allowed. */
export const verdictSymbols = { GO: '✅', NO_GO: '❌', INCONCLUSIVE: '⚠️' } as const satisfies Record<Verdict['verdict'], string>;

/** What was looked at, which release, how much of it, and which run: a line each, of foreign text in any length. */
export function factLines({ target, release, coverage, timing, id, rollback, override }: Verdict): string[] {
  return [
    ...(override ? [`${overrideHead(override)}: ${override.reason}`] : []),
    `${target.environment}: ${target.url}`,
    `Release: ${releaseInWords(release)}`,
    `Checks: ${coverage.executed} of ${coverage.planned} executed in ${spoken(timing.durationMs)}`,
    ...(rollback ? [`Rollback: ${rollbackAnswer(rollback)}`] : []),
    `Run: ${id}`,
  ];
}
