import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf, clip, clipBytes } from '../verdict/text.ts';

const family = '👩‍👩‍👧';
const cuts: [text: string, limit: number, cut: string][] = [
  ['plain', 5, 'plain'],
  ['plain', 4, 'pla…'],
  ['plain', 1, '…'],
  ['plain', 0, '…'],
  [`ab${family}c`, 6, 'ab…'],
  [`ab${family}cd`, 11, `ab${family}…`],
  ['ab\u0301\u0302cd', 4, 'a…'],
  ['a😀b', 3, 'a…'],
  ['🇩🇪🇫🇷x', 6, '🇩🇪…'],
];

for (const [text, limit, cut] of cuts) test(`clip ${text} to ${limit}`, () => assert.equal(clip(text, limit), cut));

test('clipBytes keeps to bytes and to what people see as one character', () => {
  for (const text of ['漢'.repeat(50), family.repeat(9), 'e\u0301'.repeat(40), 'a'.repeat(90), '\ud800'.repeat(40), `a${'\u0301'.repeat(200)}`]) {
    for (let limit = 0; limit < 100; limit++) {
      const cut = clipBytes(text, limit);
      assert.ok(bytesOf(cut) <= limit, `${limit}: ${cut}`);
      assert.equal(bytesOf(cut), Buffer.byteLength(cut));
      assert.doesNotMatch(cut, /[\u200d]…$/);
    }
  }
  assert.equal(clipBytes('漢漢', 6), '漢漢');
  assert.equal(clipBytes('漢漢漢', 8), '漢…');
});

test('a megabyte of marks is cut at once', () => {
  const started = performance.now();
  clip(`a${'\u0301'.repeat(1_000_000)}`, 500_000);
  clipBytes(`a${'\u0301'.repeat(1_000_000)}`, 500_000);
  assert.ok(performance.now() - started < 1000);
});
