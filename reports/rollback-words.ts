import { howMany } from '../verdict/rollback.ts';
import { counted, minutesSpoken } from '../verdict/text.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { clockTime } from './clock-time.ts';

type Rollback = NonNullable<Verdict['rollback']>;

/** Whether and how the release can be rolled back, in words. Names and statements are foreign text: who shows them escapes them. */
export interface RollbackWords {
  /** `Not safe: 2 blockers`. */
  answer: string;
  /** What to do and why, of a NO_GO. */
  advice: string | null;
  /** What stands against it, blockers first, each said to be one. */
  against: { text: string; blocks: boolean }[];
  facts: [name: string, text: string][];
}

/** @param zone whose clock the times are told in */
export function rollbackWords(rollback: Rollback, zone: string): RollbackWords {
  const { blockers, unknowns, command, runbook, lastGood, takes, migrations, clock } = rollback;
  return {
    answer: rollbackAnswer(rollback),
    advice: adviceInWords(rollback),
    against: [...blockers.map((text) => ({ text, blocks: true })), ...unknowns.map((text) => ({ text, blocks: false }))],
    facts: [
      ['Back to', `${lastGood.release}${{ true: ', can be fetched', false: ', can NOT be fetched', unknown: ', not proven to be there' }[String(lastGood.fetchable)] ?? ''}`],
      ...told('Takes', takes && `${minutesSpoken(takes.durationMs)}, ${takes.rehearsed === null ? 'as promised, not measured' : `measured on ${takes.rehearsed}`}`),
      ...told('Database', migrations && `${counted(migrations.pending, 'migration')} of ${migrations.tool} since the last good release: ${counted(migrations.unsafe, 'unsafe statement')}, ${migrations.unknown} unknown, ${migrations.safe} safe`),
      ...told('Deployed', clock.deployedAt && `${clockTime(clock.deployedAt, zone)}, ${minutesSpoken(clock.sinceDeployMs ?? 0)} before the verdict`),
      ...told('Start by', clock.latestStart && startBy(clock.latestStart, clock, zone)),
      ...told('Command', command),
      ...told('Runbook', runbook),
    ],
  };
}

const deeds = { 'roll-back': 'Roll back', 'fix-forward': 'Fix forward', 'look-first': 'See what is open about a rollback, then decide' } as const;

/** What to do and why: words of our own only. Null when nothing has to be done. */
export function adviceInWords({ clock: { advice } }: Rollback): string | null {
  return advice === null ? null : `${deeds[advice.do]}. ${advice.reasons.join('. ')}.`;
}

/** The answer in its shortest form. */
export function rollbackAnswer({ safe, blockers, unknowns }: Rollback): string {
  if (safe === true) return 'Safe';
  return safe === false ? `Not safe: ${howMany(blockers, 'blocker')}` : `Not known: ${howMany(unknowns, 'open question')}`;
}

function startBy(instant: string, { leftMs, maxOutageMs }: Rollback['clock'], zone: string): string {
  const left = leftMs ?? 0;
  return `${clockTime(instant, zone)}, ${left < 0 ? `past by ${minutesSpoken(-left)}` : `${minutesSpoken(left)} after the verdict`}; promised outage at most ${minutesSpoken(maxOutageMs ?? 0)}`;
}

function told(name: string, text: string | null): [string, string][] {
  return text ? [[name, text]] : [];
}
