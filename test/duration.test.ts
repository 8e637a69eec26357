import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDuration } from '../config/duration.ts';

const table: [sentence: string, value: unknown, ms: number | null][] = [
  ['milliseconds are read', '500ms', 500],
  ['seconds are read', '90s', 90_000],
  ['minutes are read', '5m', 300_000],
  ['hours are read', '2h', 7_200_000],
  ['a whole day is the longest', '24h', 86_400_000],
  ['more than a day is refused', '25h', null],
  ['nothing is refused', '0s', null],
  ['a number without a unit is refused', '300', null],
  ['a unit that is not known is refused', '3d', null],
  ['a blank before the unit is refused', '5 m', null],
  ['a fraction is refused', '1.5h', null],
  ['a negative duration is refused', '-5s', null],
  ['two units are refused', '1m30s', null],
  ['an upper-case unit is refused', '5M', null],
  ['an empty text is refused', '', null],
  ['a number is refused', 5000, null],
];

for (const [sentence, value, ms] of table) {
  test(sentence, () => assert.equal(readDuration(value), ms));
}
