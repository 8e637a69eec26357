import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { NoBrowserError, chooseBrowser } from '../fixtures/browser.ts';

/** One way to get a browser; each is bounded in time. */
interface Way {
  name: string;
  possible: boolean;
  steps: [string, string[]][];
}

const minutes = 60_000;

const ways: Way[] = [
  {
    name: 'playwright install chromium',
    possible: true,
    steps: [[process.execPath, [fileURLToPath(import.meta.resolve('@playwright/test/cli')), 'install', 'chromium']]],
  },
  {
    name: 'apt-get install chromium',
    possible: process.getuid?.() === 0 && existsSync('/usr/bin/apt-get'),
    steps: [
      ['apt-get', ['update', '-qq']],
      ['apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'chromium-headless-shell']],
    ],
  },
];

/** Nothing to do where a browser is found; else the ways in turn, each failure explained. */
function provideBrowser(): number {
  if (browserFound()) return 0;
  const failures: string[] = [];
  for (const way of ways.filter(({ possible }) => possible)) {
    process.stderr.write(`set-up: no browser found; trying "${way.name}" …\n`);
    const failed = way.steps.map(([command, args]) => tryStep(command, args)).at(-1) ?? null;
    if (failed === null && browserFound()) return 0;
    failures.push(`  ${way.name}: ${failed ?? 'it brought no browser that can be found'}`);
  }
  process.stderr.write(`set-up: no browser. Install Chromium or Chrome, or set GONOGO_BROWSER to the path of one. What was tried:\n${failures.join('\n')}\n`);
  return 1;
}

function browserFound(): boolean {
  try {
    chooseBrowser(undefined, process.env);
    return true;
  } catch (error) {
    if (error instanceof NoBrowserError) return false;
    throw error;
  }
}

function tryStep(command: string, args: string[]): string | null {
  const done = spawnSync(command, args, { encoding: 'utf8', timeout: 3 * minutes, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: ['ignore', 'pipe', 'pipe'] });
  if (done.error) return done.error.message;
  if (done.status === 0) return null;
  const lines = `${done.stderr}${done.stdout}`.trim().split('\n');
  return `code ${done.status ?? done.signal}: ${lines.at(-1)?.slice(0, 200) ?? ''}`;
}

process.exitCode = provideBrowser();
