import { dirname, extname, join } from 'node:path';
import { type PlaywrightTestConfig, defineConfig } from '@playwright/test';
import { chooseBrowser, launchOptions, mayUseSandbox } from '../fixtures/browser.ts';
import { readPlan } from '../fixtures/check.ts';
import { allureReporter } from '../reports/allure.ts';
import type { Plan } from '../verdict/plan.ts';
import { planVariable } from '../verdict/wire.ts';
import { resolveOwnPackage } from './own-package.ts';

/** Environment variables from the command to the runner that it starts. */
export const browserVariable = 'GONOGO_BROWSER';

/**
 * The suite as Playwright sees it: the checks of the plan, and the user's own specs. Started by the command, the plan
 * is there already and the survey runs beside; started by `npx playwright test`, both are made here.
 *
 * @param root folder of the suite.
 */
export async function suiteConfig(root: string): Promise<PlaywrightTestConfig> {
  resolveOwnPackage();
  const alone = !process.env[planVariable];
  if (alone) process.env[planVariable] = await (await import('./lone-run.ts')).planLoneRun();
  const plan = readPlan();
  const outputDir = dirname(process.env[planVariable] ?? '');
  const own = extname(import.meta.url);
  return defineConfig({
    forbidOnly: true,
    outputDir: join(outputDir, 'test-results'),
    reporter: [[join(root, `reports/prepare-results${own}`)], ...(plan.formats.includes('allure') ? [allureReporter(plan, outputDir)] : []), [join(root, `reports/reporter${own}`)]],
    workers: plan.specs === null ? 1 : 2,
    ...(alone || process.env.GONOGO_LONE ? { globalSetup: join(root, `cli/lone-run${own}`) } : { globalTeardown: join(root, `fixtures/await-survey${own}`) }),
    projects: [{ name: 'checks', testDir: join(root, 'smoke'), timeout: 0 }, ...(plan.specs === null ? [] : [ownSpecs(plan, plan.specs)])],
  });
}

function ownSpecs(plan: Plan, { dir, match }: NonNullable<Plan['specs']>): NonNullable<PlaywrightTestConfig['projects']>[number] {
  return {
    name: 'specs',
    testDir: dir,
    testMatch: match.map((glob) => join(dir, glob)),
    use: { baseURL: plan.target.url, launchOptions: launchOptions(chooseBrowser(undefined, process.env), mayUseSandbox()) },
  };
}
