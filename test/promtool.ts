import { spawnSync } from 'node:child_process';

const minutes = 60_000;

/**
 * What Debian's promtool has to say about metrics; empty when nothing is wrong.
 *
 * @throws when there is no promtool and none can be installed.
 */
export function checkMetrics(text: string): string {
  const done = spawnSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8', timeout: minutes });
  if (done.error) throw done.error;
  return done.status === 0 && done.stderr === '' ? '' : `${done.stderr}${done.stdout}` || `code ${done.status}`;
}

/**
 * Installs promtool where it is missing, which takes root on Debian.
 *
 * @throws when that fails.
 */
export function providePromtool(): void {
  if (!spawnSync('promtool', ['--version']).error) return;
  for (const args of [['update', '-qq'], ['install', '-y', '-qq', '--no-install-recommends', 'prometheus']]) {
    const done = spawnSync('apt-get', args, { encoding: 'utf8', timeout: 4 * minutes, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
    if (done.error || done.status !== 0) throw new Error(`promtool is missing, and apt-get ${args.join(' ')} failed: ${done.error?.message ?? done.stderr}. Install Prometheus.`);
  }
}
