import { defineConfig } from '@playwright/test';
import { chooseBrowser, launchOptions, mayUseSandbox } from '../../fixtures/browser.ts';

/** A suite as a careful person writes it: two workers, traces only when something fails, and the reports that gonogo writes too. */
export default defineConfig({
  testDir: '.',
  outputDir: `${process.env.BENCH_OUTPUT}/test-results`,
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  retries: 1,
  reporter: [['line'], ['junit', { outputFile: `${process.env.BENCH_OUTPUT}/junit.xml` }], ['allure-playwright', { resultsDir: `${process.env.BENCH_OUTPUT}/allure-results` }]],
  use: {
    baseURL: process.env.BENCH_URL ?? '',
    viewport: { width: 1280, height: 720 },
    trace: 'on-first-retry',
    launchOptions: launchOptions(chooseBrowser(undefined, process.env), mayUseSandbox()),
  },
});
