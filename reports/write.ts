import { open, rename, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';

const remedies: Record<string, string> = {
  ENOSPC: 'the disk is full: free some space, or choose another folder with --output',
  EDQUOT: 'the disk quota is used up: free some space, or choose another folder with --output',
  EACCES: 'this user may not write there: change the permissions, or choose another folder with --output',
  EPERM: 'this user may not write there: change the permissions, or choose another folder with --output',
  EROFS: 'the file system is read-only: choose another folder with --output',
  ENOENT: 'the folder does not exist: create it, or choose another one with --output',
  ENOTDIR: 'a part of the path is a file and not a folder: choose another folder with --output',
  EISDIR: 'a folder of this name is in the way: move it, or choose another folder with --output',
  EMFILE: 'too many files are open: raise the limit (ulimit -n)',
  ENAMETOOLONG: 'the path is too long: choose a shorter one with --output',
};

/** A report file could not be written. The message says which one, why, and what to do. */
export class WriteError extends Error {
  readonly path: string;
  readonly code: string;

  constructor(path: string, cause: unknown) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    const remedy = remedies[code] ?? (cause instanceof Error ? cause.message : String(cause));
    super(`${path} could not be written (${code}): ${remedy}`, { cause });
    this.name = 'WriteError';
    this.path = path;
    this.code = code;
  }
}

// Some file systems, and Windows, cannot sync a folder; the file itself is safe by then.
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null);
  if (!folder) return;
  try {
    await folder.sync().catch(() => undefined);
  } finally {
    await folder.close();
  }
}

/**
 * Writes a file so that readers see the old content or the new one and never a part, and so that it
 * survives a power cut: temporary file beside it, fsync, rename, fsync of the folder. Throws `WriteError`.
 */
export async function writeAtomically(path: string, content: string | Uint8Array): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path).slice(0, 100)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const file = await open(temporary, 'wx', 0o644);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    await syncFolder(folder);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw new WriteError(path, error);
  }
}
