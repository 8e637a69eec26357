import { readFile, readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { UsageError } from '../../config/usage-error.ts';
import { mainReportAmong } from '../../reports/main-report.ts';
import { shownPath } from '../../reports/shown-path.ts';
import { forCiLog } from '../../verdict/neutralise.ts';
import { readVerdict } from '../../verdict/read-verdict.ts';
import { encodeDocument, outputNames } from '../../verdict/wire.ts';
import { countedVerdict } from '../counted-verdict.ts';
import { openFile } from '../open-file.ts';
import type { ShowOptions } from '../show-options.ts';
import { verdictText } from '../verdict-text.ts';

/** Bytes of the largest file that is read; a verdict of a thousand pages has a tenth of it. */
const mostBytes = 100_000_000;

const htmlReport = 'report.html';

/**
 * `gonogo show`: prints the verdict of an earlier run as `run` did.
 *
 * @returns 0, or 1 when the report could not be opened.
 * @throws UsageError when there is no verdict.
 */
export async function show(options: ShowOptions): Promise<number> {
  const file = await verdictFile(resolve(options.path ?? 'gonogo-report'));
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => { throw new UsageError(`${named(file)} cannot be read (${error.code ?? error.message}).`, { cause: error }); });
  const read = readVerdict(text);
  if ('problem' in read) throw new UsageError(`${named(file)} ${read.problem}.`);
  const folder = dirname(file);
  const counted = await countedVerdict(read.verdict, folder, new Date());
  if ('problem' in counted) throw new UsageError(`${named(file)} ${counted.problem}.`);
  const files = await readdir(folder).catch(() => [] as string[]);
  if (options.open && !files.includes(htmlReport)) throw new UsageError(`--open: there is no ${htmlReport} in ${named(folder)}. Run again with --format html among the formats.`);
  process.stdout.write(options.json ? encodeDocument(read.document) : verdictText(counted.verdict, folder, mainReportAmong(files)));
  const trouble = options.open ? await openFile(join(folder, htmlReport)) : null;
  if (trouble === null) return 0;
  process.stderr.write(`The report was not opened (${trouble}). It is ${named(join(folder, htmlReport))}\n`);
  return 1;
}

/** The file that a path means. @throws UsageError when there is none that could be a verdict. */
async function verdictFile(path: string): Promise<string> {
  const what = await stat(path).catch(() => null);
  if (what === null) throw new UsageError(`${named(path)} does not exist. Run gonogo run first, or name the folder of its reports.`);
  const file = what.isDirectory() ? join(path, outputNames.verdict) : path;
  const size = await stat(file).then((found) => (found.isFile() ? found.size : Infinity), () => null);
  if (size === null) {
    const begun = await stat(join(path, outputNames.plan)).then(() => true, () => false);
    throw new UsageError(`There is no ${outputNames.verdict} in ${named(path)}: ${begun ? 'a run has begun there and not ended, or was killed' : 'no run has left its reports there'}.`);
  }
  if (size > mostBytes) throw new UsageError(`${named(file)} is no verdict: it is too large or no file.`);
  return file;
}

/** A path for people. */
function named(path: string): string {
  return forCiLog(shownPath(path));
}
