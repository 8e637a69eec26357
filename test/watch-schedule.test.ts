import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideStart, jitterOf, missedRuns, missedSentence, nextRuns, scheduleTrouble, timeIn, type Schedule } from '../watch/schedule.ts';

const at = (text: string): number => Date.parse(text);
const cron = (text: string, zone = 'UTC', jitterMs = 0): Schedule => ({ cron: text, zone, jitterMs });
const every = (everyMs: number, jitterMs = 0): Schedule => ({ everyMs, zone: 'UTC', jitterMs });

const next: [sentence: string, schedule: Schedule, after: string, due: string[]][] = [
  ['an interval counts from 1970, not from the start', every(300_000), '2026-01-01T00:02Z', ['2026-01-01T00:05', '2026-01-01T00:10']],
  ['a slot is not its own next', every(300_000), '2026-01-01T00:05Z', ['2026-01-01T00:10']],
  ['cron speaks of the time in its zone', cron('0 9 * * 1-5', 'Asia/Kolkata'), '2026-01-02T00:00Z', ['2026-01-02T03:30', '2026-01-05T03:30']],
  ['a half second before the minute is before it', cron('0 12 * * *'), '2026-01-01T11:59:59.500Z', ['2026-01-01T12:00']],
  ['a time skipped in spring comes when the hour ends', cron('30 2 * * *', 'Europe/Berlin'), '2026-03-27T12:00Z', ['2026-03-28T01:30', '2026-03-29T01:00', '2026-03-30T00:30']],
  ['so it does in New York', cron('30 2 * * *', 'America/New_York'), '2026-03-07T12:00Z', ['2026-03-08T07:00', '2026-03-09T06:30']],
  ['every hour runs once an hour in spring', cron('0 * * * *', 'Europe/Berlin'), '2026-03-28T23:30Z', ['2026-03-29T00:00', '2026-03-29T01:00', '2026-03-29T02:00']],
  ['a time shown twice in autumn comes once', cron('30 2 * * *', 'Europe/Berlin'), '2026-10-23T12:00Z', ['2026-10-24T00:30', '2026-10-25T00:30', '2026-10-26T01:30']],
  ['so it does in New York in autumn', cron('30 1 * * *', 'America/New_York'), '2026-10-31T12:00Z', ['2026-11-01T05:30', '2026-11-02T06:30']],
  ['and where the clock moves by half an hour', cron('45 1 * * *', 'Australia/Lord_Howe'), '2026-04-04T00:00Z', ['2026-04-04T14:45', '2026-04-05T15:15']],
  ['every hour runs in both hours of autumn', cron('0 * * * *', 'Europe/Berlin'), '2026-10-24T22:30Z', ['2026-10-24T23:00', '2026-10-25T00:00', '2026-10-25T01:00', '2026-10-25T02:00']],
  ['the 31st comes in long months only', cron('0 0 31 * *'), '2026-01-01T00:00Z', ['2026-01-31T00:00', '2026-03-31T00:00', '2026-05-31T00:00']],
  ['the last day comes in each month', cron('0 0 L * *'), '2026-01-01T00:00Z', ['2026-01-31T00:00', '2026-02-28T00:00', '2026-03-31T00:00']],
  ['the last of February is the 29th in a leap year', cron('0 0 L 2 *'), '2028-01-01T00:00Z', ['2028-02-29T00:00']],
  ['the leap day comes every fourth year', cron('0 0 29 2 *'), '2026-01-01T00:00Z', ['2028-02-29T00:00', '2032-02-29T00:00']],
];

for (const [sentence, schedule, after, due] of next) {
  test(sentence, () => assert.deepEqual(nextRuns(schedule, 'shop', at(after), due.length).map((one) => new Date(one.at).toISOString().slice(0, 16)), due));
}

const troubles: [sentence: string, schedule: Schedule, trouble: RegExp | null][] = [
  ['a good cron has no trouble', cron('*/5 * * * *', 'Europe/Berlin'), null],
  ['ten seconds are the shortest interval', every(10_000), null],
  ['less is refused', every(9_999), /more often than every 10s/],
  ['an interval that is no number is refused', every(Number.NaN), /more often than every 10s/],
  ['six fields are refused', cron('* * * * * *'), /is not cron: expected minute, hour/],
  ['a word is refused', cron('@daily'), /is not cron: expected minute, hour/],
  ['a date is refused', cron('2026-01-05T00:00:00'), /is not cron: expected minute, hour/],
  ['minute 99 is refused', cron('99 * * * *'), /a field of "99 \* \* \* \*" is out of its range/],
  ['a date that no year has is refused', cron('0 0 30 2 *'), /never comes: no date fits "0 0 30 2 \*"/],
  ['a zone that is none is refused', cron('0 0 * * *', 'Nowhere/City'), /names no time zone: .* got "Nowhere\/City"/],
  ['more than an hour of jitter is refused', every(7_200_000, 3_600_001), /jitter that is not between nothing and 1h/],
];

for (const [sentence, schedule, trouble] of troubles) {
  test(sentence, () => {
    const found = scheduleTrouble(schedule, at('2026-01-01T00:00Z'));
    if (trouble === null) assert.equal(found, null);
    else assert.match(found ?? 'no trouble', trouble);
  });
}

test('jitter is the same for a target and slot, differs between targets and slots, and spreads over its span', () => {
  assert.equal(jitterOf('shop', 60_000, 30_000), jitterOf('shop', 60_000, 30_000));
  const offsets = Array.from({ length: 1000 }, (_, index) => jitterOf('shop', index * 60_000, 1000));
  const tenths = Array.from({ length: 10 }, (_, tenth) => offsets.filter((offset) => Math.floor(offset / 100) === tenth).length);
  assert.equal(tenths.reduce((sum, count) => sum + count), 1000);
  assert.ok(tenths.every((count) => count > 60 && count < 140), tenths.join(' '));
  assert.notEqual(jitterOf('shop', 60_000, 30_000), jitterOf('partner', 60_000, 30_000));
});

test('a run whose slot passed but whose jitter did not is still to come, and the order is kept', () => {
  const schedule = cron('* * * * *', 'UTC', 3_600_000);
  const all = nextRuns(schedule, 'shop', at('2026-01-01T00:00Z'), 50);
  assert.equal(all.length, 50);
  assert.ok(all.every(({ slot, at: due }, index) => due >= slot && due < slot + 60_000 && due > (all[index - 1]?.at ?? 0)));
  const tenth = all[9];
  assert.ok(tenth);
  assert.deepEqual(nextRuns(schedule, 'shop', tenth.at - 1, 3), all.slice(9, 12));
  assert.deepEqual(nextRuns(schedule, 'shop', tenth.at, 3), all.slice(10, 13));
});

const missed: [sentence: string, schedule: Schedule, from: string, to: string, told: string | null][] = [
  ['nothing missed is not told', every(300_000), '2026-01-01T00:00Z', '2026-01-01T00:04Z', null],
  ['one missed run is told with its time', every(300_000), '2026-01-01T00:00Z', '2026-01-01T00:05Z', '1 run of shop was missed: 2026-01-01 00:05 GMT+0'],
  ['several are told with their count and span', cron('0 * * * *', 'Europe/Berlin'), '2026-10-24T22:30Z', '2026-10-25T01:30Z', '3 runs of shop were missed: 2026-10-25 01:00 GMT+2 to 2026-10-25 02:00 GMT+1'],
  ['counting ends at a thousand', every(10_000), '2026-01-01T00:00Z', '2027-01-01T00:00Z', 'more than 1000 runs of shop were missed: 2026-01-01 00:00 GMT+0 and after'],
];

for (const [sentence, schedule, from, to, told] of missed) {
  test(sentence, () => assert.equal(missedSentence(missedRuns(schedule, 'shop', at(from), at(to)), 'shop', schedule.zone), told));
}

test('a run that comes due while another one runs is left out and says so', () => {
  const due = { slot: 300_000, at: 300_000 };
  assert.deepEqual(decideStart(due, 'shop', null), { start: true });
  assert.deepEqual(decideStart(due, 'shop', 210_000), { start: false, why: 'shop is still running after 90 s: this run is left out' });
});

test('a clock that is shown twice is told apart by its offset', () => {
  assert.equal(timeIn('Europe/Berlin', at('2026-10-25T00:30Z')), '2026-10-25 02:30 GMT+2');
  assert.equal(timeIn('Europe/Berlin', at('2026-10-25T01:30Z')), '2026-10-25 02:30 GMT+1');
  assert.equal(timeIn('Europe/Berlin', at('2026-12-31T23:00Z')), '2027-01-01 00:00 GMT+1');
});
