import { existsSync, readFileSync } from 'node:fs';
import { createRequire, findPackageJSON } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError } from '../config/usage-error.ts';
import { given } from '../config/sentence.ts';

const scopedPackage = /^@[^/\s]+\/[^/\s]+$/;

/**
 * The module that a value of `--format` stands for, as a file URL: a path when there is a slash in it or it ends in `.ts`, `.js`
 * or `.mjs`, else a package that is installed where gonogo was called. Null when it is neither, and so may be a name.
 *
 * @throws UsageError for a path without a file.
 */
export function formatModule(value: string, cwd: string): string | null {
  const isPath = !scopedPackage.test(value) && (value.includes('/') || /\.(?:ts|js|mjs)$/.test(value));
  if (!isPath) return packageModule(value, cwd);
  const file = resolve(cwd, value);
  if (!existsSync(file)) throw new UsageError(`--format ${given(value)} is not a file: give the path of a module that exports "format".`);
  return pathToFileURL(file).href;
}

function packageModule(name: string, cwd: string): string | null {
  const base = pathToFileURL(join(cwd, 'gonogo.config.js'));
  try {
    const path = createRequire(base).resolve(name);
    return path.startsWith('/') || /^[A-Za-z]:/.test(path) ? pathToFileURL(path).href : null;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    return code === 'ERR_PACKAGE_PATH_NOT_EXPORTED' ? importedModule(name, base) : null;
  }
}

/** The entry of a package that can only be imported. */
function importedModule(name: string, base: URL): string | null {
  const manifest = findPackageJSON(name, base);
  if (manifest === undefined) return null;
  const { exports } = JSON.parse(readFileSync(manifest, 'utf8')) as { exports?: unknown };
  const entry = entryOf(isConditions(exports) && '.' in exports ? exports['.'] : exports);
  return entry === null ? null : pathToFileURL(join(dirname(manifest), entry)).href;
}

/** The file of the first condition that Node knows. */
function entryOf(target: unknown): string | null {
  if (typeof target === 'string') return target;
  if (!isConditions(target)) return null;
  const known = Object.entries(target).filter(([condition]) => ['node', 'import', 'module-sync', 'default'].includes(condition));
  return known.map(([, nested]) => entryOf(nested)).find((entry) => entry !== null) ?? null;
}

function isConditions(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
