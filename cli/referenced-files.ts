import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { basename, isAbsolute, relative, resolve } from 'node:path';
import { formatPath } from '../config/sentence.ts';

/** Bytes that a file which the configuration names may have. */
const fileLimit = 5 * 1024 * 1024;

/** Reads files that the configuration names; what is wrong with one becomes a sentence with its place. */
export interface FileReader {
  /** Null after a problem. Relative paths start at the configuration's folder. `inside` refuses files of other folders. */
  read(file: string, at: readonly PropertyKey[], where: 'inside' | 'anywhere'): Buffer | null;
  problems(): string[];
}

/** @param folder absolute folder of the configuration. @param limit bytes that a file may have, default 5 MB. */
export function fileReader(folder: string, limit = fileLimit): FileReader {
  const problems: string[] = [];
  return {
    read(file, at, where) {
      const path = resolve(folder, file);
      const problem = where === 'inside' && leaves(folder, path) ? 'is outside the folder of the configuration: move it there' : problemOf(path, limit);
      if (problem === null) return readFileSync(path);
      problems.push(`${formatPath(at)} names the file ${file}, which ${problem}.`);
      return null;
    },
    problems: () => [...problems],
  };
}

function leaves(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || way.startsWith('..') || isAbsolute(way);
}

function problemOf(path: string, limit: number): string | null {
  try {
    const stats = statSync(path);
    if (!stats.isFile()) return 'is not a file';
    if (stats.size > limit) return `is larger than ${limit / 1_048_576} MB`;
    accessSync(path, constants.R_OK);
    return null;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'is not there' : 'cannot be read';
  }
}

const types: Record<string, string> = { csv: 'text/csv', gif: 'image/gif', jpeg: 'image/jpeg', jpg: 'image/jpeg', json: 'application/json', pdf: 'application/pdf', png: 'image/png', svg: 'image/svg+xml', txt: 'text/plain', xml: 'application/xml', zip: 'application/zip' };

/** Content type by the end of a file's name; `application/octet-stream` for unknown ones. */
export function typeOfFile(file: string): string {
  return types[basename(file).split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
}
