import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { applyOverride, inForce } from '../verdict/override.ts';
import { readVerdict } from '../verdict/read-verdict.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { outputNames } from '../verdict/wire.ts';
import { readBounded } from './bounded-file.ts';

/** Bytes of the largest verdict that is read. */
const mostBytes = 100_000_000;

/**
 * A verdict as it counts now. One that was overridden counts only while the override lasts, and only when it is what the
 * override makes of the original verdict beside it.
 *
 * @param folder where `verdict.json` lies
 * @returns the problem as the predicate of a sentence about `verdict.json`
 */
export async function countedVerdict(verdict: Verdict, folder: string, now: Date): Promise<{ verdict: Verdict } | { problem: string }> {
  const { override } = verdict;
  if (!override) return { verdict };
  const bytes = await readBounded(join(folder, outputNames.original), mostBytes).catch(() => null);
  if (bytes === null) return { problem: `is overridden, and the original, ${outputNames.original}, cannot be read` };
  if (createHash('sha256').update(bytes).digest('hex') !== override.original.sha256) return { problem: `is overridden, and ${outputNames.original} is not the verdict that was` };
  const original = readVerdict(bytes.toString('utf8'));
  if ('problem' in original) return { problem: `is overridden, and ${outputNames.original} ${original.problem}` };
  if (original.verdict.override) return { problem: `is overridden, and ${outputNames.original} is no original: it is overridden itself` };
  return isDeepStrictEqual(applyOverride(original.verdict, override), verdict) ? { verdict: inForce(verdict, now) } : { problem: 'was changed since it was overridden' };
}
