import { nextRuns, timeIn } from './schedule.ts';

/** A time when transitions are not told: windows of maintenance, and mutes, which say why and end. Times in milliseconds since 1970. */
export type Silence =
  | { kind: 'window'; cron: string; zone: string; durationMs: number }
  | { kind: 'once'; from: number; until: number; zone: string }
  | { kind: 'mute'; from: number; until: number; zone: string; reason: string };

/** Why nothing is told at an instant, in one sentence with its end; null when something is. Starts belong to a silence, ends do not. */
export function silenceAt(silences: readonly Silence[], at: number): string | null {
  for (const silence of silences) {
    const until = endOf(silence, at);
    if (until === null) continue;
    const end = timeIn(silence.zone, until);
    return silence.kind === 'mute' ? `muted until ${end}: ${silence.reason}` : `maintenance until ${end}`;
  }
  return null;
}

/** When the silence that holds at an instant ends; null when it does not hold. */
function endOf(silence: Silence, at: number): number | null {
  if (silence.kind !== 'window') return silence.from <= at && at < silence.until ? silence.until : null;
  const { cron, zone, durationMs } = silence;
  const [first] = nextRuns({ cron, zone, jitterMs: 0 }, '', at - durationMs, 1);
  return first !== undefined && first.at <= at ? first.at + durationMs : null;
}
