import { Cron } from 'croner';

/**
 * When a target is looked at: by five fields of cron in an IANA time zone, or every so many milliseconds, counted from
 * 1970 so that a restart moves nothing. `jitterMs` spreads the runs of many targets: 0 for none.
 */
export type Schedule = { cron: string; zone: string; jitterMs: number } | { everyMs: number; zone: string; jitterMs: number };

/** One run: the slot that the schedule names, and the instant with its jitter, both in milliseconds since 1970. */
export interface Due {
  slot: number;
  at: number;
}

/** Runs whose time passed while nobody was there to start them. `more` when counting ended at 1000. */
export interface Missed {
  count: number;
  more: boolean;
  first: Due | null;
  last: Due | null;
}

/** Whether a due run starts; `why` is the sentence of one that does not. */
export type Start = { start: true } | { start: false; why: string };

const mostCounted = 1000;
const longestJitterMs = 3_600_000;
const shortestMs = 10_000;
/** Of cron's signs only those that mean the same everywhere, and `L`, the last day of a month. */
const fiveFields = /^[\dA-Za-z*,/#-]+(?: +[\dA-Za-z*,/#-]+){4}$/;

/** What is wrong with a schedule, as the end of a sentence that begins with its path; null when nothing is. `now` in milliseconds. */
export function scheduleTrouble(schedule: Schedule, now: number): string | null {
  const { zone, jitterMs } = schedule;
  if (!isZone(zone)) return `names no time zone: expected an IANA name such as Europe/Berlin, got ${JSON.stringify(zone)}`;
  if (!(jitterMs >= 0 && jitterMs <= longestJitterMs)) return 'has a jitter that is not between nothing and 1h';
  if (!('cron' in schedule)) return schedule.everyMs >= shortestMs ? null : 'comes more often than every 10s';
  const got = JSON.stringify(schedule.cron);
  if (!fiveFields.test(schedule.cron)) return `is not cron: expected minute, hour, day of month, month and weekday, such as "*/5 * * * *", got ${got}`;
  try {
    return slotsAfter(schedule, now, 1).length > 0 ? null : `never comes: no date fits ${got}`;
  } catch {
    return `is not cron: a field of ${got} is out of its range`;
  }
}

/**
 * The next `count` runs after an instant (milliseconds), in order. A time that the clock skips in spring comes when the
 * skipped hour ends; one that it shows twice in autumn comes once, the first time. Hours by `*` follow the hours that pass.
 * Throws when the schedule has trouble.
 */
export function nextRuns(schedule: Schedule, target: string, after: number, count: number): Due[] {
  const due: Due[] = [];
  let from = after - schedule.jitterMs - 1;
  while (due.length < count) {
    const slots = slotsAfter(schedule, from, count + 2);
    const pairs = slots.map((slot, index) => ({ slot, at: slot + jitterOf(target, slot, roomAfter(slot, slots[index + 1], schedule.jitterMs)) }));
    // The jitter of a slot depends on the next one: the last of a batch opens the next batch.
    const known = slots.length < count + 2 ? pairs : pairs.slice(0, -1);
    due.push(...known.filter(({ at }) => at > after));
    if (slots.length < count + 2) break;
    from = (slots.at(-1) ?? from) - 1;
  }
  return due.slice(0, count);
}

/** The runs that were due after `from` and until `to` (milliseconds), when nothing ran between these. */
export function missedRuns(schedule: Schedule, target: string, from: number, to: number): Missed {
  const due = nextRuns(schedule, target, from, mostCounted + 1).filter(({ at }) => at <= to);
  const counted = due.slice(0, mostCounted);
  return { count: counted.length, more: due.length > mostCounted, first: counted[0] ?? null, last: counted.at(-1) ?? null };
}

/** What was missed, in one sentence with times in the zone of the schedule; null when nothing was. */
export function missedSentence(missed: Missed, target: string, zone: string): string | null {
  const { count, more, first, last } = missed;
  if (first === null || last === null) return null;
  if (count === 1) return `1 run of ${target} was missed: ${timeIn(zone, first.at)}`;
  const between = `${timeIn(zone, first.at)} ${more ? 'and after' : `to ${timeIn(zone, last.at)}`}`;
  return `${more ? `more than ${count}` : count} runs of ${target} were missed: ${between}`;
}

/** Runs of one target never overlap: one that comes due while another runs is left out, and says so. `runningSince` in milliseconds. */
export function decideStart(due: Due, target: string, runningSince: number | null): Start {
  if (runningSince === null) return { start: true };
  const seconds = Math.max(0, Math.round((due.at - runningSince) / 1000));
  return { start: false, why: `${target} is still running after ${seconds} s: this run is left out` };
}

/** How much later than its slot a run of a target starts: the same for the same target and slot, below `spanMs`. */
export function jitterOf(target: string, slot: number, spanMs: number): number {
  if (spanMs <= 0) return 0;
  let hash = 0x811c9dc5; // FNV-1a, and the last mixing of MurmurHash3 as slots differ in few bits
  for (const byte of new TextEncoder().encode(`${target}\n${slot}`)) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return Math.floor((((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32) * spanMs);
}

/** An instant as a clock in the zone shows it, with its offset: `2026-03-29 03:00 GMT+2`. */
export function timeIn(zone: string, at: number): string {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', timeZoneName: 'shortOffset' });
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute} ${parts.timeZoneName}`;
}

/** Jitter never reaches the next slot, so that runs keep their order. */
function roomAfter(slot: number, next: number | undefined, jitterMs: number): number {
  return next === undefined ? jitterMs : Math.min(jitterMs, next - slot);
}

function slotsAfter(schedule: Schedule, after: number, count: number): number[] {
  if ('cron' in schedule) {
    const cron = new Cron(schedule.cron, { timezone: schedule.zone, mode: '5-part', paused: true });
    return cron.nextRuns(count, new Date(after)).map((date) => date.getTime());
  }
  const first = Math.floor(after / schedule.everyMs) + 1;
  return Array.from({ length: count }, (_, index) => (first + index) * schedule.everyMs);
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: zone }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}
