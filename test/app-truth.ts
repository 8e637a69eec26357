import assert from 'node:assert/strict';
import type { PNG } from 'pngjs';
import type { Truth } from '../lab/corpus/corpus-page.ts';
import type { Visit } from './app-visit.ts';

/** Text that only says that something is still to come. */
const waitingWords = /loading|[.…\s]/gi;

/** Shares of the window, and the step in a colour channel (of 255) that makes a pixel another one. */
const bounds = { oneColour: 0.999, alike: 0.005, different: 0.01, step: 24 };

/**
 * Holds a label against the picture of the page and that of the same route without a fault, by counting pixels:
 *
 * - `white`: one colour has 99.9 % of the window, or nothing was ever painted
 * - `healthy`: at most 0.5 % of the pixels are others than without the fault
 * - `minor`: the same, and something did fail
 * - `stuck`: at least 1 % are others, it is not white, and the main part has nothing to read but "Loading"
 * - `wrong`: at least 1 % are others, it is not white, and there is something to read
 */
export function assertTruth(truth: Truth, seen: Visit, healthy: Visit): void {
  const { picture, trouble } = seen;
  const plain = picture === null ? 1 : shareOfOneColour(picture);
  const changed = picture === null || healthy.picture === null ? 1 : shareOfChanged(picture, healthy.picture);
  const text = seen.text.replace(waitingWords, '');
  const facts = `one colour ${percent(plain)}, changed ${percent(changed)}, reads "${seen.text.slice(0, 80)}", trouble ${trouble.join(' ')}`;
  if (truth === 'white') return assert.ok(plain >= bounds.oneColour, `not white: ${facts}`);
  assert.ok(plain < bounds.oneColour, `white: ${facts}`);
  if (truth === 'healthy' || truth === 'minor') {
    assert.ok(changed <= bounds.alike, `not as without the fault: ${facts}`);
    if (truth === 'minor') assert.ok(trouble.length > 0, `nothing failed: ${facts}`);
    return;
  }
  assert.ok(changed >= bounds.different, `as without the fault: ${facts}`);
  assert.equal(text === '' ? 'stuck' : 'wrong', truth, facts);
}

/** The share of the pixels that have the most frequent colour. */
function shareOfOneColour(picture: PNG): number {
  const colours = pixelsOf(picture);
  const counts = new Map<number, number>();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  return Math.max(...counts.values()) / colours.length;
}

/** The share of the pixels that differ visibly between two pictures of one size. */
function shareOfChanged(a: PNG, b: PNG): number {
  const [ours, theirs] = [pixelsOf(a), pixelsOf(b)];
  let changed = 0;
  for (const [at, colour] of ours.entries()) if (differs(colour, theirs[at] ?? 0)) changed++;
  return changed / ours.length;
}

function differs(a: number, b: number): boolean {
  return a !== b && [0, 8, 16].some((shift) => Math.abs(((a >> shift) & 255) - ((b >> shift) & 255)) > bounds.step);
}

/** One number a pixel, whose lower three bytes are its colour. */
function pixelsOf({ data }: PNG): Uint32Array {
  return new Uint32Array(data.buffer, data.byteOffset, data.length / 4);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}
