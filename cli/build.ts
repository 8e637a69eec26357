import { spawnSync } from 'node:child_process';
import { chmodSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { writeShop } from '../lab/shop-build.ts';

/** Builds the package into `dist/`: the sources as JavaScript, tree for tree, and the demo shop as it is served. */
const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');

rmSync(dist, { recursive: true, force: true });
const done = spawnSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json')], { stdio: 'inherit' });
if (done.status !== 0) process.exit(done.status ?? 1);
await writeShop(join(dist, 'lab/shop-built'));
chmodSync(join(dist, 'cli/main.js'), 0o755);
