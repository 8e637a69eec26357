import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { displayWidth } from '../reports/display-width.ts';
import { createProgress, formatProgress } from '../reports/progress.ts';
import type { ProgressState } from '../reports/progress.ts';
import { hostileText } from './sample-verdict.ts';

const state: ProgressState = { done: 12, planned: 160, slow: [{ title: '/checkout', ms: 8200 }], elapsedMs: 29_000, deadlineMs: 300_000 };

function recorder(isTTY: boolean, columns = 80): { isTTY: boolean; columns: number; write(text: string): void; written: string[] } {
  const written: string[] = [];
  return { isTTY, columns, write: (text) => void written.push(text), written };
}

describe('formatProgress', () => {
  test('counts, names what is waited for, and tells the time left', () => {
    assert.equal(formatProgress(state, 80), 'checks 12/160 · waiting for /checkout 8.2 s · 4:31 left');
    assert.equal(formatProgress({ ...state, slow: [] }, 80), 'checks 12/160 · 4:31 left');
    assert.equal(formatProgress({ ...state, slow: [...state.slow, { title: '/cart', ms: 1 }] }, 80), 'checks 12/160 · waiting for /checkout 8.2 s and 1 more · 4:31 left');
    assert.equal(formatProgress({ ...state, elapsedMs: 400_000 }, 80), 'checks 12/160 · waiting for /checkout 8.2 s · 0:00 left');
  });

  test('fits any width', () => {
    for (let columns = 1; columns < 120; columns++) {
      for (const title of ['/checkout', '漢字'.repeat(30), hostileText]) {
        const line = formatProgress({ ...state, slow: [{ title, ms: 8200 }] }, columns);
        assert.ok(displayWidth(line) <= columns, `${columns}: ${line}`);
        assert.doesNotMatch(line, /[\0-\x1f\x7f-\x9f]|::|##/);
      }
    }
  });
});

describe('on a terminal', () => {
  test('one line is rewritten, at most ten times a second, and erased at the end', () => {
    const stream = recorder(true);
    const progress = createProgress(stream, { color: false });
    for (let ms = 0; ms < 1000; ms += 10) progress.update({ ...state, elapsedMs: ms, slow: [{ title: '/checkout', ms }] });
    assert.equal(stream.written.length, 10);
    for (const text of stream.written) {
      assert.match(text, /^\r\x1b\[2K [━─]{9} checks 12\/160/);
      assert.doesNotMatch(text, /\n/);
      assert.ok(displayWidth(text.slice(5)) < 80);
    }
    progress.end();
    assert.equal(stream.written.at(-1), '\r\x1b[2K');
    progress.update(state);
    progress.note('late');
    progress.end();
    assert.equal(stream.written.length, 11);
  });

  test('a note stays above the line, and hostile text does nothing', () => {
    const stream = recorder(true, 40);
    const progress = createProgress(stream, { color: true });
    progress.update(state);
    progress.note(hostileText);
    const note = stream.written.at(-1) ?? '';
    assert.match(note, /^\r\x1b\[2K {2}: :error: :fake[^\n]*\n checks 12\/160/);
    assert.equal(note.split('\x1b').length, 2);
  });

  test('the bar is full when all is done', () => {
    const stream = recorder(true);
    createProgress(stream, { color: false }).update({ ...state, done: 160 });
    assert.match(stream.written[0] ?? '', / ━{9} checks 160\/160/);
  });
});

describe('elsewhere', () => {
  test('a line for each tenth and for ten quiet seconds, never at column 0', () => {
    const stream = recorder(false);
    const progress = createProgress(stream, { color: true });
    for (let done = 0; done <= 100; done++) progress.update({ ...state, done, planned: 100, elapsedMs: done });
    assert.deepEqual(stream.written.map((line) => /\d+\/100/.exec(line)?.[0]), ['10/100', '20/100', '30/100', '40/100', '50/100', '60/100', '70/100', '80/100', '90/100', '100/100']);
    progress.update({ ...state, done: 100, planned: 100, elapsedMs: 10_099 });
    assert.equal(stream.written.length, 10);
    progress.update({ ...state, done: 100, planned: 100, elapsedMs: 10_100, slow: [{ title: hostileText, ms: 1 }] });
    progress.note(hostileText);
    progress.end();
    assert.equal(stream.written.length, 12);
    for (const text of stream.written) {
      assert.match(text, /^ {2}[^\n]*\n$/);
      assert.doesNotMatch(text, /[\0-\x09\x0b-\x1f]|::|##/);
    }
  });
});
