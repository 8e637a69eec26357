import assert from 'node:assert/strict';
import { test } from 'node:test';
import { silenceAt, type Silence } from '../watch/silence.ts';

const at = (text: string): number => Date.parse(text);
const window: Silence = { kind: 'window', cron: '0 2 * * 0', zone: 'Europe/Berlin', durationMs: 7_200_000 };
const once: Silence = { kind: 'once', from: at('2026-05-01T10:00Z'), until: at('2026-05-01T11:00Z'), zone: 'UTC' };
const mute: Silence = { ...once, kind: 'mute', reason: 'the partner moves' };

const table: [sentence: string, silences: Silence[], at: string, why: string | null][] = [
  ['nothing is silent without a silence', [], '2026-05-01T10:30Z', null],
  ['a window holds from its start', [window], '2026-05-03T00:00Z', 'maintenance until 2026-05-03 04:00 GMT+2'],
  ['and in its last second', [window], '2026-05-03T01:59:59Z', 'maintenance until 2026-05-03 04:00 GMT+2'],
  ['and not at its end', [window], '2026-05-03T02:00Z', null],
  ['nor before its start', [window], '2026-05-02T23:59:59Z', null],
  ['nor on another day', [window], '2026-05-04T01:00Z', null],
  ['a window whose start the clock skips begins when the hour ends', [window], '2026-03-29T02:30Z', 'maintenance until 2026-03-29 05:00 GMT+2'],
  ['one-off maintenance holds from its start', [once], '2026-05-01T10:00Z', 'maintenance until 2026-05-01 11:00 GMT+0'],
  ['and not at its end', [once], '2026-05-01T11:00Z', null],
  ['a mute says why', [mute], '2026-05-01T10:30Z', 'muted until 2026-05-01 11:00 GMT+0: the partner moves'],
  ['and ends by itself', [mute], '2026-05-01T11:00Z', null],
  ['the first that holds is told', [window, mute, once], '2026-05-01T10:30Z', 'muted until 2026-05-01 11:00 GMT+0: the partner moves'],
];

for (const [sentence, silences, instant, why] of table) test(sentence, () => assert.equal(silenceAt(silences, at(instant)), why));
