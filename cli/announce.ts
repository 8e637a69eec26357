import { appendFile } from 'node:fs/promises';
import type { Environment } from '../reports/format.ts';
import { loadFormats } from '../reports/load-formats.ts';
import { WriteError } from '../reports/write.ts';
import type { Verdict } from '../verdict/verdict.ts';

/** How a verdict is announced. */
export interface AnnounceOptions {
  /** Names of the chosen formats. */
  formats: readonly string[];
  environment: Environment;
  /** Absolute output folder. */
  directory: string;
  /** Where lines go; null when standard output belongs to something else. */
  out: NodeJS.WritableStream | null;
}

/**
 * Tells the verdict to the pipeline product in its own language, for those formats that do.
 *
 * @throws WriteError when a file that the product named cannot be appended to.
 */
export async function announceVerdict(verdict: Verdict, { formats, environment, directory, out }: AnnounceOptions): Promise<void> {
  const known = await loadFormats();
  for (const name of formats) {
    const announcement = known.get(name)?.announce?.(verdict, environment, directory);
    for (const { path, text } of announcement?.appended ?? []) {
      await appendFile(path, text).catch((error: unknown) => { throw new WriteError(path, error); });
    }
    for (const line of announcement?.lines ?? []) out?.write(`${line}\n`);
  }
}
