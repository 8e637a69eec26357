import { appendFile, stat } from 'node:fs/promises';
import type { Appendix, Environment } from '../reports/format.ts';
import { loadFormats } from '../reports/load-formats.ts';
import { WriteError } from '../reports/write.ts';
import { bytesOf } from '../verdict/text.ts';
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
 * @returns a sentence for each format that failed: the verdict stands, whoever was not told.
 * @throws WriteError when a file that the product named cannot be appended to.
 */
export async function announceVerdict(verdict: Verdict, { formats, environment, directory, out }: AnnounceOptions): Promise<string[]> {
  const known = await loadFormats(formats);
  const failures: string[] = [];
  for (const name of formats) {
    try {
      const announcement = known.get(name)?.announce?.(verdict, environment, directory);
      for (const appendix of announcement?.appended ?? []) await append(appendix);
      for (const line of announcement?.lines ?? []) out?.write(`${line}\n`);
    } catch (error) {
      if (error instanceof WriteError) throw error;
      failures.push(`the report format ${name} failed to announce the verdict: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return failures;
}

async function append({ path, texts, mostBytes = Infinity }: Appendix): Promise<void> {
  const present = await stat(path).then(({ size }) => size, () => 0);
  const text = texts.find((version) => present + bytesOf(version) <= mostBytes);
  if (text === undefined) return;
  await appendFile(path, text).catch((error: unknown) => { throw new WriteError(path, error); });
}
