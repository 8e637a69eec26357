import { readFile, readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { MigrationFile } from '../migrations/pending.ts';
import { type MigrationTool, toolStyles } from '../migrations/tools.ts';

/** Files, bytes of one file, and bytes of all together that are read. */
const limits = { files: 5000, bytes: 1_000_000, all: 50_000_000 };

/** The migrations of a folder, or why they cannot be read, as the predicate of a sentence about `rollback.migrations`. */
export async function readMigrationFiles(folder: string, label: string, tool: MigrationTool): Promise<{ files: MigrationFile[] } | { problem: string }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: NodeJS.ErrnoException) => error.code ?? error.message);
  if (typeof entries === 'string') return { problem: `names the folder ${label}, which ${entries === 'ENOENT' ? 'is not there' : `cannot be read (${entries})`}` };
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .filter((path) => !/(?:^|\/)node_modules\//.test(path) && toolStyles[tool].name(path) !== null);
  if (paths.length > limits.files) return { problem: `names the folder ${label}, which holds ${paths.length} migrations, and ${limits.files} at most are read` };
  const files: MigrationFile[] = [];
  let all = 0;
  for (const path of paths) {
    const file = join(folder, path);
    const size = await stat(file).then((found) => found.size, () => null);
    if (size === null || size > limits.bytes) return { problem: `names the folder ${label}, in which ${path} ${size === null ? 'cannot be read' : 'is larger than 1 MB'}` };
    all += size;
    if (all > limits.all) return { problem: `names the folder ${label}, whose migrations are larger than ${limits.all / 1_000_000} MB together` };
    files.push({ path, text: await readFile(file, 'utf8') });
  }
  return { files };
}
