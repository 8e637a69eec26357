import { join } from 'node:path';
import { type ComposeInput, composeVerdict } from '../verdict/compose.ts';
import { record } from '../verdict/evaluate.ts';
import { type Drift, driftBetween } from '../verdict/drift.ts';
import type { Attribution } from '../verdict/finding.ts';
import type { Observation } from '../verdict/observation.ts';
import type { CheckPlan, Plan } from '../verdict/plan.ts';
import type { CheckResult, FindingRecord, Verdict } from '../verdict/verdict.ts';
import { encodeVerdict, outputNames } from '../verdict/wire.ts';
import { completeResults, controlOf, failingTraces, indexEvidence, readEvidence, readObservations, releaseOf, surveyOf } from './collect.ts';
import type { ReportSources } from './format.ts';
import { loadFormats } from './load-formats.ts';
import { ownVersion, playwrightVersion } from './own-version.ts';
import { writeAtomically } from './write.ts';

/** What is known at the end of a run, whoever ends it. */
export interface Conclusion {
  plan: Plan;
  outputDir: string;
  /** The planned checks, the user's own specs included. */
  planned: CheckPlan[];
  results: CheckResult[];
  trouble: FindingRecord[];
  /** Why a planned check may have no result. */
  absence: string;
}

/**
 * Judges the run, writes the reports, and writes `verdict.json` last, so that whoever finds it finds everything.
 *
 * @throws WriteError when a file cannot be written; there is no verdict then.
 */
export async function concludeRun({ plan, outputDir, planned, results, trouble, absence }: Conclusion): Promise<Verdict> {
  const observations = await readObservations(outputDir, plan);
  const survey = surveyOf(observations);
  const control = controlOf(observations);
  const finishedAt = new Date().toISOString();
  const input: ComposeInput = {
    plan,
    planned,
    results: completeResults(planned, results, plan.startedAt, absence),
    trouble: [...trouble, ...surveyTrouble(plan, survey)],
    deadlineHit: survey?.deadlineHit ?? Date.parse(finishedAt) > Date.parse(plan.startedAt) + plan.deadlineMs,
    release: releaseOf(plan, observations),
    drift: driftOf(plan, observations),
    tool: toolOf(survey?.browser ?? 'none'),
    finishedAt,
    evidence: await indexEvidence(outputDir, plan, observations),
    traces: failingTraces(results, observations),
  };
  if (plan.reference !== undefined && input.drift === null) input.trouble.push(notCompared(plan, observations));
  if (control !== null && !control.reachable) input.trouble.push(controlWarning(control.url, control.detail, input.results, plan));
  const judged = composeVerdict(input);
  const failures = await writeReports(judged, plan, outputDir);
  const verdict = failures.length === 0 ? judged : composeVerdict({ ...input, trouble: [...input.trouble, ...failures] });
  // The others told of a verdict without the warning, and one of them its digest.
  if (failures.length > 0) await writeReports(verdict, plan, outputDir);
  await writeAtomically(join(outputDir, outputNames.verdict), encodeVerdict(verdict));
  return verdict;
}

/** Writes the reports of an earlier run again, for a verdict that was overridden. Returns a sentence for each that failed. */
export async function rewriteReports(verdict: Verdict, plan: Plan, outputDir: string): Promise<string[]> {
  return (await writeReports(verdict, plan, outputDir)).map(({ message }) => message);
}

/** Writes the chosen reports. What could not be rendered is a finding that blocks nothing: the verdict does not hang on how it is told. */
async function writeReports(verdict: Verdict, plan: Plan, outputDir: string): Promise<FindingRecord[]> {
  const formats = await loadFormats(plan.formats);
  const sources: ReportSources = { environment: process.env, directory: outputDir, formats: plan.formats, evidence: (path, mostBytes) => readEvidence(outputDir, verdict, path, mostBytes) };
  const failures: FindingRecord[] = [];
  for (const format of plan.formats) {
    for (const { name, render } of formats.get(format)?.files ?? []) {
      const text = await Promise.resolve().then(() => render(verdict, sources)).catch((error: unknown) => {
        const data = { format, file: name, detail: error instanceof Error ? error.message : String(error) };
        failures.push(record({ code: 'REPORT_FAILED', severity: 'minor', attribution: 'runner', seen: { times: 1, of: 1 }, since: verdict.timing.finishedAt, data, evidence: [] }, true));
        return null;
      });
      if (text !== null) await writeAtomically(join(outputDir, name), text);
    }
  }
  return failures;
}

function driftOf(plan: Plan, observations: Map<string, Observation>): Drift | null {
  const seen = observations.get('environment');
  if (plan.reference === undefined || seen?.kind !== 'environment') return null;
  return driftBetween(plan.reference, { ...seen, target: plan.target }, plan.reference.policy);
}

/** That nothing was compared is worth a word, and no more: the verdict does not hang on it. */
function notCompared(plan: Plan, observations: Map<string, Observation>): FindingRecord {
  const seen = observations.get('environment');
  const data = { reference: plan.reference?.target.name ?? '', detail: seen?.kind === 'missing' ? seen.detail : 'the environment was not observed' };
  return record({ code: 'NOT_COMPARED', severity: 'minor', attribution: 'runner', seen: { times: 1, of: 1 }, since: plan.startedAt, data, evidence: [] }, true);
}

/** Trouble of the runner itself, as a finding that leaves the release unproven. */
export function runnerTrouble(detail: string, since: string): FindingRecord {
  return record({ code: 'RUNNER_FAILED', severity: 'blocker', attribution: 'runner', seen: { times: 1, of: 1 }, since, data: { detail }, evidence: [] }, true);
}

function surveyTrouble(plan: Plan, survey: ReturnType<typeof surveyOf>): FindingRecord[] {
  if (survey === null) return [runnerTrouble('the survey did not come to its end', plan.startedAt)];
  const died = survey.browserDeaths > 0 ? [runnerTrouble(`the browser died ${survey.browserDeaths} times`, plan.startedAt)] : [];
  return survey.interrupted ? [runnerTrouble('the run was interrupted', plan.startedAt), ...died] : died;
}

/** An unreachable control URL blocks only when the target could not be reached either; else it is worth a word. */
function controlWarning(url: string, detail: string, results: CheckResult[], plan: Plan): FindingRecord {
  const attribution: Attribution = 'runner';
  const blind = results.some(({ findings }) => findings.some((finding) => finding.attribution === 'runner' && finding.code !== 'CHECK_NOT_RUN'));
  return record({ code: 'CONTROL_UNREACHABLE', severity: blind ? 'blocker' : 'minor', attribution, seen: { times: 1, of: 1 }, since: plan.startedAt, data: { url, detail }, evidence: [] }, true);
}

function toolOf(browser: string): Verdict['tool'] {
  return { name: 'gonogo', version: ownVersion(), node: process.versions.node, playwright: playwrightVersion(), browser };
}
