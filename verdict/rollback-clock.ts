import { type RollbackFacts, howMany } from './rollback.ts';
import { minutesSpoken } from './text.ts';
import type { Verdict } from './verdict.ts';

type Clock = NonNullable<NonNullable<Verdict['rollback']>['clock']>;

/** What the clock is read from. Instants are ISO texts: differences of them know no time zone and no summer time. */
export interface ClockInput {
  facts: Pick<RollbackFacts, 'takes' | 'maxOutageMs' | 'fixTakesMs' | 'prefer'>;
  safe: boolean | 'unknown';
  blockers: readonly string[];
  unknowns: readonly string[];
  /** When the deploy was, null when nobody said. */
  deployedAt: string | null;
  /** When the verdict was reached. */
  now: string;
  verdict: Verdict['verdict'];
  /** Whose the reasons are. */
  owners: readonly string[];
}

/**
 * How long the release has been there, until when a rollback must start to end within the promised outage, and whether to roll
 * back or to fix forward. The outage is counted from the deploy, as nobody knows when users met it first.
 */
export function rollbackClock(input: ClockInput): Clock {
  const { facts, deployedAt, now } = input;
  const takesMs = facts.takes?.ms ?? null;
  const latest = deployedAt === null || facts.maxOutageMs === null || takesMs === null ? null : Date.parse(deployedAt) + facts.maxOutageMs - takesMs;
  const leftMs = latest === null ? null : latest - Date.parse(now);
  return {
    deployedAt,
    sinceDeployMs: deployedAt === null ? null : Math.max(0, Date.parse(now) - Date.parse(deployedAt)),
    maxOutageMs: facts.maxOutageMs,
    fixTakesMs: facts.fixTakesMs,
    latestStart: latest === null ? null : new Date(latest).toISOString(),
    leftMs,
    advice: input.verdict === 'NO_GO' ? adviceOf(input, takesMs, leftMs) : null,
  };
}

/** Only a NO_GO needs one. The first thing that decides gives the reasons; what is unknown is never passed over. */
function adviceOf(input: ClockInput, takesMs: number | null, leftMs: number | null): Clock['advice'] {
  const { facts, safe, owners } = input;
  const fixMs = facts.fixTakesMs;
  if (safe === false) return { do: 'fix-forward', reasons: [`A rollback is not safe: ${howMany(input.blockers, 'blocker')}`] };
  if (owners.length > 0 && owners.every((owner) => owner === 'environment')) return { do: 'fix-forward', reasons: ['The cause is in the environment, which a rollback of the release does not repair'] };
  if (safe === 'unknown') return { do: 'look-first', reasons: [`Whether a rollback is safe is not known: ${howMany(input.unknowns, 'open question')}`, ...deadlineReason(leftMs)] };
  if (leftMs !== null && leftMs < 0) {
    const late = `The latest moment to start a rollback is past by ${minutesSpoken(-leftMs)}: the promised outage is exceeded either way`;
    if (fixMs !== null && takesMs !== null && fixMs < takesMs) return { do: 'fix-forward', reasons: [late, `A fix takes ${minutesSpoken(fixMs)}, a rollback ${minutesSpoken(takesMs)}`] };
    return { do: 'roll-back', reasons: [late, 'A rollback is safe, and nothing that is faster is declared'] };
  }
  if (facts.prefer === 'fix-forward' && fixMs !== null && leftMs !== null && fixMs <= leftMs) {
    return { do: 'fix-forward', reasons: ['The policy prefers a fix', `A fix takes ${minutesSpoken(fixMs)}, and ${minutesSpoken(leftMs)} are left before a rollback must start`] };
  }
  const unfit = facts.prefer === 'fix-forward' ? [fixMs === null || leftMs === null ? 'The policy prefers a fix, but whether there is time for one is not known' : `The policy prefers a fix, but one takes ${minutesSpoken(fixMs)}, and only ${minutesSpoken(leftMs)} are left`] : [];
  return { do: 'roll-back', reasons: [...unfit, 'A rollback is safe', ...deadlineReason(leftMs)] };
}

function deadlineReason(leftMs: number | null): string[] {
  if (leftMs === null) return [];
  return [leftMs < 0 ? `The latest moment to start a rollback is past by ${minutesSpoken(-leftMs)}` : `A rollback must start within ${minutesSpoken(leftMs)}`];
}
