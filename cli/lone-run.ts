import { dirname } from 'node:path';
import { loadGate } from '../config.ts';
import { chooseBrowser } from '../fixtures/browser.ts';
import { readPlan } from '../fixtures/check.ts';
import { openJournal } from '../fixtures/cleanup-journal.ts';
import { defaultConcurrency, runSurvey } from '../fixtures/survey.ts';
import { planVariable } from '../verdict/wire.ts';
import { createRedactor } from '../verdict/redact.ts';
import { readContracts } from './contracts.ts';
import { type PlannedRun, planRun } from './plan.ts';
import { formatNames } from './format-names.ts';
import { prepareOutput } from './output-folder.ts';
import { newRunId } from './run-id.ts';
import { parseRunOptions } from './run-options.ts';
import { ownVersion } from '../reports/own-version.ts';

/**
 * Plans the run of `npx playwright test`, which has no command line of ours: configuration file of the folder, and
 * `PLAYWRIGHT_TEST_BASE_URL` as the target. Answers with the path of the plan.
 *
 * @throws UsageError when there is nothing to look at.
 */
export async function planLoneRun(): Promise<string> {
  const run = await plannedRun(newRunId(new Date()), new Date());
  process.env.GONOGO_LONE = 'yes';
  return prepareOutput(run.outputDir, run.plan);
}

/** Playwright's global set-up: starts the survey, and leaves a function that ends it. */
export default async function startSurvey(): Promise<() => Promise<void>> {
  const plan = readPlan();
  const run = await plannedRun(plan.run, new Date(plan.startedAt));
  const stop = new AbortController();
  const outputDir = dirname(process.env[planVariable] ?? '');
  const survey = runSurvey({
    ...run,
    plan,
    outputDir,
    journal: await openJournal(outputDir, plan.run),
    browser: chooseBrowser(undefined, process.env),
    concurrency: defaultConcurrency,
    version: ownVersion(),
    redact: createRedactor(run.secrets),
    signal: stop.signal,
    onProgress: () => {},
  });
  survey.catch(() => {});
  return async () => {
    stop.abort();
    await survey;
  };
}

async function plannedRun(runId: string, now: Date): Promise<PlannedRun> {
  const url = process.env.PLAYWRIGHT_TEST_BASE_URL;
  const { file, gate } = await loadGate(process.env.GONOGO_CONFIG, process.cwd());
  return planRun({ gate, configFile: file, options: parseRunOptions(url ? [url] : []), env: process.env, now, runId, cwd: process.cwd(), contracts: await readContracts(gate, file), formats: await formatNames(process.env, null, process.cwd()) });
}
