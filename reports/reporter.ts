import { readFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { FullConfig, FullResult, Reporter, Suite, TestCase, TestError, TestResult } from '@playwright/test/reporter';
import { record } from '../verdict/evaluate.ts';
import type { CheckPlan, Plan, Severity } from '../verdict/plan.ts';
import { severities } from '../verdict/plan.ts';
import type { CheckResult, FindingRecord, Outcome, Verdict } from '../verdict/verdict.ts';
import { checkResultsOf, outputNames, planVariable } from '../verdict/wire.ts';
import { concludeRun, runnerTrouble } from './conclude.ts';
import { mainReport } from './main-report.ts';
import { shownPath } from './shown-path.ts';
import { renderTerminal } from './terminal.ts';

/**
 * Playwright reporter that turns a run of the suite into the verdict. Collects what the checks attached, adds the
 * user's own specs, judges once at the end and tells the verdict on standard output.
 */
export default class GateReporter implements Reporter {
  private readonly own = new Map<string, CheckPlan>();
  private readonly results = new Map<string, CheckResult>();
  private readonly trouble: FindingRecord[] = [];
  private plan: Plan | null = null;
  private outputDir = '';

  onBegin(_config: FullConfig, suite: Suite): void {
    const file = process.env[planVariable] ?? '';
    this.plan = JSON.parse(readFileSync(file, 'utf8')) as Plan;
    this.outputDir = dirname(file);
    for (const test of suite.allTests().filter(isOwn)) this.own.set(test.id, ownCheck(test, this.plan));
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const check = this.own.get(test.id);
    const answers = check ? [ownResult(check, test)] : checkResultsOf(result);
    for (const answer of answers) this.results.set(answer.id, answer);
    if (answers.length === 0 && result.status !== 'skipped') this.trouble.push(this.failed(result.error?.message ?? `the test of ${test.title} ended as ${result.status}`));
  }

  onError(error: TestError): void {
    this.trouble.push(this.failed(error.message ?? error.value ?? 'unknown error'));
  }

  async onEnd(result: FullResult): Promise<{ status: FullResult['status'] }> {
    if (this.plan === null) return { status: 'failed' };
    if (result.status === 'interrupted') this.trouble.push(this.failed('the run was interrupted'));
    const verdict = await this.conclude(this.plan);
    process.stdout.write(renderTerminal(verdict, { columns: process.stdout.columns ?? 80, color: process.stdout.isTTY, directory: shownPath(this.outputDir), report: mainReport(this.plan.formats) }));
    return { status: verdict.go ? 'passed' : 'failed' };
  }

  printsToStdio(): boolean {
    return true;
  }

  private conclude(plan: Plan): Promise<Verdict> {
    return concludeRun({
      plan,
      outputDir: this.outputDir,
      planned: [...plan.checks, ...this.own.values()],
      results: [...this.results.values()],
      trouble: this.trouble,
      absence: `its test did not come to its end; see ${outputNames.log}`,
    });
  }

  private failed(detail: string): FindingRecord {
    return runnerTrouble(detail, this.plan?.startedAt ?? new Date().toISOString());
  }
}

function isOwn(test: TestCase): boolean {
  return test.parent.project()?.name === 'specs';
}

/** A spec of the user as a check: its severity is a tag such as `@blocker`, or Allure's label; `critical` when it has none. */
function ownCheck(test: TestCase, plan: Plan): CheckPlan {
  const label = test.annotations.find(({ type }) => type === 'allure.label.severity')?.description;
  const severity = severities.find((known) => test.tags.includes(`@${known}`) || label === known) ?? ('critical' satisfies Severity);
  const title = [relative(plan.specs?.dir ?? '', test.location.file), ...test.titlePath().slice(3)].join(' › ');
  return { id: `spec:${title}`, kind: 'spec', title, severity, subject: `spec:${title}` };
}

function ownResult(check: CheckPlan, test: TestCase): CheckResult {
  const outcomes = { expected: 'pass', unexpected: 'fail', flaky: 'flaky', skipped: 'skipped' } as const satisfies Record<ReturnType<TestCase['outcome']>, Outcome>;
  const outcome: Outcome = test.results.at(-1)?.status === 'interrupted' ? 'error' : outcomes[test.outcome()];
  const failures = test.results.filter(({ status }) => status !== 'passed' && status !== 'skipped');
  const findings = failures.slice(-1).map((failure): FindingRecord => {
    const error = stripColour(failure.error?.message ?? `ended as ${failure.status}`).replace(/\n\s*Call log:[^]*$/, '');
    const data = { error, file: `${test.location.file}:${test.location.line}` };
    return record({ code: 'SPEC_FAILED', severity: check.severity, attribution: outcome === 'error' ? 'runner' : 'release', seen: { times: failures.length, of: test.results.length }, since: failure.startTime.toISOString(), data, evidence: [] }, outcome === 'fail');
  });
  return {
    id: check.id,
    kind: check.kind,
    title: check.title,
    severity: check.severity,
    outcome,
    durationMs: Math.max(0, ...test.results.map(({ duration }) => duration)),
    attempts: test.results.map(({ startTime, duration, status }) => ({ startedAt: startTime.toISOString(), durationMs: Math.max(0, duration), outcome: status === 'passed' ? 'pass' : status === 'failed' ? 'fail' : 'error' })),
    findings,
    metrics: {},
    evidence: [],
  };
}

function stripColour(text: string): string {
  return text.replace(/\u001b\[[0-9;]*m/g, '');
}
