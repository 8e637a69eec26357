import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readServedFiles, type ServedFiles } from './served-files.ts';

/** The apps, each in a folder of its own below `apps`, with the route whose code or content comes lazily. */
export const apps = [
  { name: 'react', lazyRoute: 'orders' },
  { name: 'vue', lazyRoute: 'network' },
  { name: 'svelte', lazyRoute: 'history' },
  { name: 'solid', lazyRoute: 'report' },
  { name: 'jquery', lazyRoute: '#/hours' },
] as const;

/** Name of one of the apps. */
export type AppName = (typeof apps)[number]['name'];

/** An app as its production build leaves it. */
export type BuiltApp = { name: AppName; lazyRoute: string; files: ServedFiles };

const sources = fileURLToPath(new URL('./apps/', import.meta.url));
const root = dirname(dirname(sources));
const cache = join(root, 'node_modules', '.cache', 'gonogo-apps');

/**
 * Production builds of all apps, made by each framework's own tools and kept until a source or the lockfile changes.
 *
 * @throws when a build fails, with what the tool said.
 */
export async function buildApps(): Promise<BuiltApp[]> {
  const kept = join(cache, await fingerprint());
  if (!existsSync(kept)) await buildInto(kept);
  return Promise.all(apps.map(async ({ name, lazyRoute }) => ({ name, lazyRoute, files: await readServedFiles(join(kept, name)) })));
}

/** Builds beside the wanted folder and moves there at the end, so that a folder that exists is complete. */
async function buildInto(kept: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const fresh = await mkdtemp(join(cache, 'building-'));
  try {
    const waiting = [...apps];
    const work = async (): Promise<void> => {
      for (let app = waiting.shift(); app !== undefined; app = waiting.shift()) await buildApp(app.name, join(fresh, app.name));
    };
    await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));
    await rename(fresh, kept).catch((error: unknown) => {
      // Another process built the same at the same time.
      if (!existsSync(kept)) throw error;
    });
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

async function buildApp(name: AppName, target: string): Promise<void> {
  const source = join(sources, name);
  if (name === 'jquery') {
    await cp(source, target, { recursive: true });
    await cp(join(root, 'node_modules', 'jquery', 'dist', 'jquery.min.js'), join(target, 'jquery.min.js'));
    return;
  }
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--configLoader', 'native', '--outDir', target, '--emptyOutDir', '--logLevel', 'warn'], {
    cwd: source,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`the ${name} app did not build (code ${code}):\n${said}`);
}

/** Changes with whatever the builds are made of. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256').update(await readFile(join(root, 'package-lock.json')));
  const files = [...(await readServedFiles(sources))].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [path, { body }] of files) hash.update(path).update('\0').update(body).update('\0');
  return hash.digest('hex').slice(0, 16);
}
