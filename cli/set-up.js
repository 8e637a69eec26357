// Makes a fresh clone ready and then runs a script on the project's own Node. Plain JavaScript without dependencies,
// because it is what an old Node meets first:  node cli/set-up.js SCRIPT [ARGUMENT…]
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const stamp = join(modules, '.gonogo-installed');
const ownNode = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Tells on standard error, so that `--json` stays clean. */
function say(text) {
  process.stderr.write(`${text}\n`);
}

function fail(text) {
  say(`set-up: ${text}`);
  process.exit(1);
}

/** Installs exactly what the lockfile names, when it was not installed yet. */
function installPackages() {
  const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock && existsSync(ownNode)) return;
  say('set-up: installing packages from the lockfile (once; about a minute) …');
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const [command, ...first] = npm;
  const done = spawnSync(command, [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: ['ignore', 2, 2], timeout: 5 * 60_000 });
  if (done.error || done.status !== 0) fail(`"npm ci" failed (${done.error ? done.error.message : `code ${done.status}`}). Check the network and the npm registry, then try again.`);
  if (!existsSync(ownNode)) fail(`the package "node" brought no ${ownNode}. Are install scripts switched off (npm config get ignore-scripts)?`);
  mkdirSync(modules, { recursive: true });
  writeFileSync(stamp, lock);
}

/** Finds a browser, or installs one; the finding is the suite's own, so it runs on the project's Node. */
function provideBrowser() {
  const done = spawnSync(ownNode, [join(root, 'cli', 'provide-browser.ts')], { cwd: root, stdio: ['ignore', 2, 2], timeout: 6 * 60_000 });
  if (done.status !== 0) process.exit(1);
}

installPackages();
provideBrowser();

const [script, ...rest] = process.argv.slice(2);
const child = spawn(ownNode, [...(script === undefined ? [] : [script]), ...rest], { stdio: 'inherit', env: { ...process.env, PATH: `${dirname(ownNode)}:${process.env.PATH}` } });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => { if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal); });
child.on('error', (error) => fail(error.message));
child.on('close', (code, signal) => {
  process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 143);
});
