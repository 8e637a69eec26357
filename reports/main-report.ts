import { outputNames } from '../verdict/wire.ts';

/** Files that people open, the best one first, by the format that writes them. */
const readable = [['html', 'report.html'], ['summary', 'summary.md']] as const;

/** Name of the file in the output folder to open first, given the names of the formats that were written. */
export function mainReport(formats: readonly string[]): string {
  return readable.find(([format]) => formats.includes(format))?.[1] ?? outputNames.verdict;
}

/** The same among the files that are there. */
export function mainReportAmong(files: readonly string[]): string {
  return readable.find(([, name]) => files.includes(name))?.[1] ?? outputNames.verdict;
}
