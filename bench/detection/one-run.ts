import { readGate } from '../../config/schema.ts';
import { planRun } from '../../cli/plan.ts';
import type { RunOptions } from '../../cli/run-options.ts';
import type { BrowserChoice } from '../../fixtures/browser.ts';
import { openJournal } from '../../fixtures/cleanup-journal.ts';
import { readObservation } from '../../fixtures/observation-files.ts';
import { runSurvey } from '../../fixtures/survey.ts';
import type { PlacedPage } from '../../lab/start-corpus.ts';
import { evaluateCheck, unanswered } from '../../verdict/evaluate.ts';
import { judge } from '../../verdict/judge.ts';
import type { Plan } from '../../verdict/plan.ts';
import { createRedactor } from '../../verdict/redact.ts';
import type { CheckResult, Verdict } from '../../verdict/verdict.ts';

/** What gonogo said of one page. */
export interface PageVerdict {
  verdict: Verdict['verdict'];
  /** `CODE severity: message`, reasons first, then warnings. */
  reasons: string[];
  warnings: string[];
  /** Messages of all findings. */
  messages: string[];
  looks: number;
  durationMs: number;
}

const unused: Omit<RunOptions, 'output'> = {
  url: null, config: undefined, target: null, pages: [], api: [], release: null, deployedAt: null, reference: null, deadlineMs: null, formats: [], concurrency: null, headers: {}, browser: null, signKey: null, baseline: null, saveBaseline: null, forceBaseline: null, exitStyle: 'verdict', dryRun: false, json: false,
};

/**
 * A run of gonogo on one page, as `gonogo run` makes it but for the test runner and the reports: planned from a configuration,
 * observed in a browser of its own, judged.
 *
 * @param outputDir an empty folder; what was observed is left in it.
 */
export async function judgePage(page: PlacedPage, browser: BrowserChoice, outputDir: string): Promise<PageVerdict> {
  const start = performance.now();
  const { origin, pathname } = new URL(page.url);
  const read = readGate({
    targets: { corpus: { url: `${origin}/` } },
    pages: [{ path: pathname, ...(page.declared ? { document: page.declared } : {}), ...(page.sees ? { sees: page.sees } : {}) }],
  });
  if ('problems' in read) throw new Error(`${page.id}: ${read.problems.join('; ')}`);
  const now = new Date();
  const planned = planRun({ gate: read.gate, configFile: null, options: { ...unused, output: outputDir }, env: {}, now, runId: `bench-${page.id}`, cwd: outputDir, formats: { known: [], chosen: [], modules: new Map() } });
  const survey = await runSurvey({ ...planned, journal: await openJournal(outputDir, planned.plan.run), browser, concurrency: 4, version: 'bench', redact: createRedactor([]), signal: new AbortController().signal, onProgress: () => {} });
  const { plan } = planned;
  const results = await Promise.all(plan.checks.map((check) => resultOf(plan, check, outputDir)));
  const judged = judge({ planned: plan.checks, results, policy: plan.policy, trouble: [], deadlineHit: survey.deadlineHit, release: { expected: null, observed: [], match: 'unknown' } });
  const told = ({ code, severity, message }: (typeof judged.reasons)[number]) => `${code} ${severity}: ${message}`;
  return {
    verdict: judged.verdict,
    reasons: judged.reasons.map(told),
    warnings: judged.warnings.map(told),
    messages: results.flatMap(({ findings }) => findings.map(({ message }) => message)),
    looks: Math.max(...results.map(({ attempts }) => attempts.length)),
    durationMs: Math.round(performance.now() - start),
  };
}

async function resultOf(plan: Plan, check: Plan['checks'][number], outputDir: string): Promise<CheckResult> {
  const observation = await readObservation(outputDir, plan, check.subject);
  if (observation === null) return unanswered(check, 'NOT_OBSERVED', { subject: check.subject, reason: 'observer-failed', detail: 'no observation was written' }, plan.startedAt);
  return evaluateCheck(check, observation, plan, null);
}
