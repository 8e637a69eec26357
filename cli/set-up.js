// Makes a fresh clone ready and then runs gonogo or its tests on the project's own Node. Plain JavaScript without dependencies,
// because it is what an old Node meets first:
//   node cli/set-up.js start [COMMAND…]   gonogo, or its demo without a command
//   node cli/set-up.js test [FILE…]       type check and every test, or the named test files
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
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

/** Runs a command of the project on its own Node and resolves with its exit code; signals go on to it. */
function run(args) {
  const path = `${dirname(ownNode)}${delimiter}${join(modules, '.bin')}${delimiter}${process.env.PATH}`;
  // Without it each of many test files would translate the same sources anew.
  const cache = process.env.NODE_COMPILE_CACHE ?? join(modules, '.cache', 'node');
  const child = spawn(ownNode, args, { stdio: 'inherit', env: { ...process.env, PATH: path, NODE_COMPILE_CACHE: cache } });
  // The terminal sends Ctrl-C to the child as well; only what was sent to this process alone is passed on.
  const pass = (signal) => child.kill(signal);
  process.on('SIGTERM', pass);
  process.on('SIGHUP', pass);
  process.on('SIGINT', () => { if (!process.stdin.isTTY) child.kill('SIGINT'); });
  return new Promise((resolve) => {
    child.on('error', (error) => fail(error.message));
    child.on('close', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
}

/** Type check, then the tests; the first failure decides. */
async function test(files) {
  const tsc = join(modules, 'typescript', 'bin', 'tsc');
  const checks = files.length > 0 ? [] : [[tsc, '-p', root], [tsc, '-p', join(root, 'lab', 'shop')]];
  const chosen = files.length > 0 ? files : [join(root, 'test', '*.test.ts')];
  // Three at once would end a little sooner, but late answers would then be the machine's doing.
  for (const args of [...checks, ['--test', '--test-timeout=400000', '--test-concurrency=2', ...chosen]]) {
    const code = await run(args);
    if (code !== 0) return code;
  }
  return 0;
}

const [mode, ...rest] = process.argv.slice(2);
if (mode !== 'start' && mode !== 'test') fail('say "start" or "test".');
installPackages();
provideBrowser();
process.exitCode = mode === 'test' ? await test(rest) : await run([join(root, 'cli', 'main.ts'), ...(rest.length > 0 ? rest : ['demo'])]);
