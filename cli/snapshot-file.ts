import { createHash } from 'node:crypto';
import { UsageError } from '../config/usage-error.ts';
import { type Snapshot, encodeSnapshot, readSnapshot, snapshotBody } from '../verdict/snapshot.ts';
import { readBounded } from './bounded-file.ts';

/** Bytes of the largest snapshot that is read. */
const mostBytes = 8_000_000;

/** The text of a snapshot's file. */
export function snapshotText(snapshot: Snapshot): string {
  return encodeSnapshot(snapshot, sha256(snapshotBody(snapshot)));
}

/**
 * Reads a snapshot.
 *
 * @param subject how the sentence about a wrong file begins, such as `--reference uat.json`.
 * @throws UsageError for a file that is missing, cut off, changed, of another version or none at all.
 */
export async function readSnapshotFile(subject: string, file: string): Promise<Snapshot> {
  const bytes = await readBounded(file, mostBytes).catch((error: NodeJS.ErrnoException) => { throw new UsageError(`${subject} cannot be read (${error.code ?? error.message}).`, { cause: error }); });
  if (bytes === null) throw new UsageError(`${subject} is no snapshot: it is larger than ${mostBytes / 1_000_000} MB.`);
  const read = readSnapshot(bytes.toString('utf8'), sha256);
  if ('problem' in read) throw new UsageError(`${subject} ${read.problem}.`);
  return read.snapshot;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
