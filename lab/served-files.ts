import { readFile, readdir } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

/** Files as a static server has them: URL path (from `/`) to body and content type. */
export type ServedFiles = ReadonlyMap<string, { body: Buffer; type: string }>;

/** Reads all files below a folder into memory. */
export async function readServedFiles(folder: string): Promise<ServedFiles> {
  const files = new Map<string, { body: Buffer; type: string }>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    files.set(urlPath(folder, file), { body: await readFile(file), type: contentType(file) });
  }
  return files;
}

/** Where a file below `folder` is served. */
export function urlPath(folder: string, file: string): string {
  return `/${relative(folder, file).split(sep).join('/')}`;
}

/** The content type of a file, by its extension. */
export function contentType(file: string): string {
  switch (extname(file) || file) {
    case '.html':
      return 'text/html; charset=utf-8';
    case '.js':
      return 'text/javascript; charset=utf-8';
    case '.css':
      return 'text/css; charset=utf-8';
    case '.json':
      return 'application/json; charset=utf-8';
    case '.svg':
      return 'image/svg+xml';
    default:
      return 'application/octet-stream';
  }
}
