import { spawnSync } from 'node:child_process';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import playwright from '@playwright/test/package.json' with { type: 'json' };
import { chooseBrowser, startBrowser } from '../fixtures/browser.ts';

/** Facts without which figures mean nothing, as name and value. */
export async function machineFacts(): Promise<[string, string][]> {
  const choice = chooseBrowser(undefined, process.env);
  const browser = await startBrowser(choice);
  const version = browser.version();
  await browser.close();
  const program = choice.executablePath ?? choice.channel ?? "Playwright's own";
  return [
    ['machine', `${availableParallelism()} cores (${cpus()[0]?.model.trim() || 'unknown model'}), ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${process.arch}`],
    ['load before', loadavg().map((load) => load.toFixed(1)).join(' ')],
    ['node', process.versions.node],
    ['playwright', playwright.version],
    ['browser', `${program} ${version}`],
    ['commit', spawnSync('git', ['describe', '--always', '--dirty'], { cwd: import.meta.dirname, encoding: 'utf8' }).stdout.trim() || 'unknown'],
  ];
}
