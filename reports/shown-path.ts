import { relative } from 'node:path';

/** A folder as a person would name it from where they are: relative below the working folder, else absolute. */
export function shownPath(path: string, from = process.cwd()): string {
  const short = relative(from, path);
  return short.startsWith('..') ? path : short || '.';
}
