import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contentType, readServedFiles, type ServedFiles, urlPath } from './served-files.ts';

/** The built shop. */
export type ShopFiles = ServedFiles;

const shopFolder = fileURLToPath(new URL('./shop/', import.meta.url));
const builtFolder = fileURLToPath(new URL('./shop-built/', import.meta.url));

/**
 * The demo shop, ready to serve: read from `shop-built` beside this module when
 * that folder exists, as in the published package; otherwise built from `shop`.
 * `folder` reads one that `writeShop` has written elsewhere.
 */
export async function loadShop(folder = builtFolder): Promise<ShopFiles> {
  return existsSync(folder) ? readServedFiles(folder) : buildShop();
}

/** Builds the demo shop in memory; needs esbuild and react. */
export async function buildShop(): Promise<ShopFiles> {
  const { build } = await import('esbuild');
  const built = await build({
    absWorkingDir: shopFolder,
    entryPoints: ['entry.tsx'],
    outdir: 'out',
    publicPath: '/',
    entryNames: 'assets/[name]-[hash]',
    chunkNames: 'assets/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    jsx: 'automatic',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
    write: false,
  });
  const files = new Map<string, { body: Buffer; type: string }>();
  for (const output of built.outputFiles) {
    const path = urlPath(join(shopFolder, 'out'), output.path);
    files.set(path, { body: Buffer.from(output.contents), type: contentType(path) });
  }
  const entry = (extension: string): string => [...files.keys()].find((path) => path.startsWith('/assets/entry-') && path.endsWith(extension)) ?? '';
  const template = await readFile(join(shopFolder, 'index.html'), 'utf8');
  const html = template.replace('%SCRIPT%', entry('.js')).replace('%STYLE%', entry('.css'));
  files.set('/index.html', { body: Buffer.from(html), type: contentType('.html') });
  files.set('/favicon.svg', { body: await readFile(join(shopFolder, 'favicon.svg')), type: contentType('.svg') });
  return files;
}

/** Builds the demo shop into a folder, replacing what is there; for packaging. */
export async function writeShop(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for (const [path, { body }] of await buildShop()) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, body);
  }
}
