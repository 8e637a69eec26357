import { appendFile, stat } from 'node:fs/promises';
import type { Announcement, Appendix, Environment, Format } from '../reports/format.ts';
import { FormatError, loadFormats } from '../reports/load-formats.ts';
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
 * @throws WriteError when a file that the product named cannot be appended to, FormatError when a format fails.
 */
export async function announceVerdict(verdict: Verdict, { formats, environment, directory, out }: AnnounceOptions): Promise<void> {
  const known = await loadFormats(formats);
  for (const name of formats) {
    const announcement = announcementOf(known.get(name), name, verdict, { environment, directory });
    for (const appendix of announcement?.appended ?? []) await append(appendix);
    for (const line of announcement?.lines ?? []) out?.write(`${line}\n`);
  }
}

function announcementOf(format: Format | undefined, name: string, verdict: Verdict, { environment, directory }: Pick<AnnounceOptions, 'environment' | 'directory'>): Announcement | undefined {
  try {
    return format?.announce?.(verdict, environment, directory);
  } catch (error) {
    throw FormatError.of(name, 'to announce the verdict', error);
  }
}

async function append({ path, texts, mostBytes = Infinity }: Appendix): Promise<void> {
  const present = await stat(path).then(({ size }) => size, () => 0);
  const text = texts.find((version) => present + bytesOf(version) <= mostBytes);
  if (text === undefined) return;
  await appendFile(path, text).catch((error: unknown) => { throw new WriteError(path, error); });
}
