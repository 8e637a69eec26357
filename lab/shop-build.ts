import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The built shop: URL path (from `/`) to body and content type. */
export type ShopFiles = ReadonlyMap<string, { body: Buffer; type: string }>;

const shopFolder = fileURLToPath(new URL('./shop/', import.meta.url));
const builtFolder = fileURLToPath(new URL('./shop-built/', import.meta.url));

/**
 * The demo shop, ready to serve: read from `shop-built` beside this module when
 * that folder exists, as in the published package; otherwise built from `shop`.
 * `folder` reads one that `writeShop` has written elsewhere.
 */
export async function loadShop(folder = builtFolder): Promise<ShopFiles> {
  return existsSync(folder) ? readShop(folder) : buildShop();
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
    files.set(path, { body: Buffer.from(output.contents), type: typeOf(path) });
  }
  const entry = (extension: string): string => [...files.keys()].find((path) => path.startsWith('/assets/entry-') && path.endsWith(extension)) ?? '';
  const template = await readFile(join(shopFolder, 'index.html'), 'utf8');
  const html = template.replace('%SCRIPT%', entry('.js')).replace('%STYLE%', entry('.css'));
  files.set('/index.html', { body: Buffer.from(html), type: typeOf('.html') });
  files.set('/favicon.svg', { body: await readFile(join(shopFolder, 'favicon.svg')), type: typeOf('.svg') });
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

async function readShop(folder: string): Promise<ShopFiles> {
  const files = new Map<string, { body: Buffer; type: string }>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    files.set(urlPath(folder, file), { body: await readFile(file), type: typeOf(file) });
  }
  return files;
}

function urlPath(folder: string, file: string): string {
  return `/${relative(folder, file).split(sep).join('/')}`;
}

function typeOf(file: string): string {
  switch (extname(file) || file) {
    case '.html':
      return 'text/html; charset=utf-8';
    case '.js':
      return 'text/javascript; charset=utf-8';
    case '.css':
      return 'text/css; charset=utf-8';
    case '.svg':
      return 'image/svg+xml';
    default:
      return 'application/octet-stream';
  }
}
