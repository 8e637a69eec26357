import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const minutes = 60_000;

/** Where a promtool is unpacked that the machine does not have. */
const folder = join(tmpdir(), 'gonogo-promtool');

/**
 * The promtool of this machine, or else that of Debian's package, which is only unpacked: installing it would start a server.
 *
 * @returns the command.
 * @throws when there is none and none can be had.
 */
export function providePromtool(): string {
  if (!spawnSync('promtool', ['--version']).error) return 'promtool';
  const unpacked = join(folder, 'usr/bin/promtool');
  if (existsSync(unpacked)) return unpacked;
  mkdirSync(folder, { recursive: true });
  if (!run('apt-get', 'download', 'prometheus')) {
    run('apt-get', 'update', '-qq');
    if (!run('apt-get', 'download', 'prometheus')) throw new Error('promtool is missing, and apt-get download prometheus failed: install Prometheus.');
  }
  const archive = readdirSync(folder).find((name) => name.endsWith('.deb'));
  if (archive === undefined || !run('dpkg', '-x', archive, '.')) throw new Error('promtool is missing, and the package of Prometheus could not be unpacked: install Prometheus.');
  return unpacked;
}

function run(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { cwd: folder, timeout: 4 * minutes, stdio: 'ignore' }).status === 0;
}

/** What promtool has to say about metrics; empty when nothing is wrong. */
export function checkMetrics(promtool: string, text: string): string {
  const done = spawnSync(promtool, ['check', 'metrics'], { input: text, encoding: 'utf8', timeout: minutes });
  if (done.error) throw done.error;
  return done.status === 0 && done.stderr === '' ? '' : `${done.stderr}${done.stdout}` || `code ${done.status}`;
}
