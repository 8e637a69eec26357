import { createHash } from 'node:crypto';
import { access, constants } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UsageError } from '../config/usage-error.ts';
import { writeAtomically } from '../reports/write.ts';
import type { Baseline } from '../verdict/baseline/baseline.ts';
import { canonicalText, encodeBaseline } from '../verdict/baseline/encode.ts';
import { readBaseline } from '../verdict/baseline/read.ts';
import { readBounded } from './bounded-file.ts';

/** Bytes of the largest file that is read; that of a hundred pages has a twentieth of it. */
const mostBytes = 20_000_000;

/**
 * The baseline in a file that gonogo wrote.
 *
 * @param option names the file in the sentence about what is wrong with it.
 * @throws UsageError when it cannot be read, is none, is of another version, or is not as it was written.
 */
export async function loadBaseline(option: string, file: string): Promise<Baseline> {
  const subject = `${option} ${file}`.trim();
  const bytes = await readBounded(file, mostBytes).catch((error: NodeJS.ErrnoException) => { throw new UsageError(`${subject} cannot be read (${error.code ?? error.message}).`, { cause: error }); });
  if (bytes === null) throw new UsageError(`${subject} is too large for a baseline: it may have ${mostBytes / 1_000_000} MB.`);
  const read = readBaseline(bytes.toString('utf8'));
  if ('problem' in read) throw new UsageError(`${subject} ${read.problem}.`);
  if (digestOf(read.baseline) !== read.digest) throw new UsageError(`${subject} was changed by hand: it is not what gonogo wrote. Restore it, or take it anew with --save-baseline.`);
  return read.baseline;
}

/**
 * Makes sure, before anything is looked at, that a baseline can be saved.
 *
 * @throws UsageError when the folder cannot be written to, or another file would be lost.
 */
export async function requireBaselinePlace(option: string, file: string): Promise<void> {
  await access(dirname(file), constants.W_OK).catch((error: NodeJS.ErrnoException) => { throw new UsageError(`${option} ${file} cannot be written to (${error.code ?? error.message}): its folder must exist.`, { cause: error }); });
  const known = await readBounded(file, mostBytes).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new UsageError(`${option} ${file} cannot be written to (${error.code ?? error.message}).`, { cause: error });
  });
  if (known !== undefined && !/^\s*\{\s*"schema"\s*:\s*"gonogo\.baseline\//.test(known?.toString('utf8', 0, 1000) ?? '')) throw new UsageError(`${option} ${file} is a file of something else, and would be lost: name another one.`);
}

/** Writes a baseline with its digest. @throws WriteError when it cannot be written. */
export async function saveBaseline(file: string, baseline: Baseline): Promise<void> {
  await writeAtomically(file, encodeBaseline({ ...baseline, taken: { ...baseline.taken, digest: digestOf(baseline) } }));
}

function digestOf(baseline: Baseline): string {
  return `sha256:${createHash('sha256').update(canonicalText(baseline)).digest('hex')}`;
}
