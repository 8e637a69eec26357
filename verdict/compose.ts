import type { Drift } from './drift.ts';
import { driftInVerdict } from './drift-beside.ts';
import { judge } from './judge.ts';
import { logLinks, windowOf } from './log-links.ts';
import type { CheckPlan, Plan } from './plan.ts';
import { rollbackReadiness } from './rollback.ts';
import { rollbackClock } from './rollback-clock.ts';
import { clip, counted } from './text.ts';
import type { CheckResult, FindingRecord, Reason, Verdict } from './verdict.ts';

/** Everything that the verdict document is made of. */
export interface ComposeInput {
  plan: Plan;
  planned: CheckPlan[];
  results: CheckResult[];
  trouble: FindingRecord[];
  deadlineHit: boolean;
  release: Verdict['release'];
  /** Null where the environment was not compared. */
  drift: Drift | null;
  tool: Verdict['tool'];
  finishedAt: string;
  evidence: Verdict['evidence'];
  /** Trace ids of requests of failing checks. Default none. */
  traces?: string[];
}

/** Judges the run and writes the verdict document, as data. Pure: times and versions come in. */
export function composeVerdict(input: ComposeInput): Verdict {
  const { plan, release } = input;
  const judgement = judge({ planned: input.planned, results: input.results, policy: plan.policy, trouble: input.trouble, deadlineHit: input.deadlineHit, release });
  const { verdict, reasons, coverage } = judgement;
  return {
    schema: 'gonogo.verdict/v1',
    id: plan.run,
    tool: input.tool,
    verdict,
    go: verdict === 'GO',
    summary: summaryOf(verdict, reasons, judgement.warnings, coverage),
    reasons,
    warnings: judgement.warnings,
    target: plan.target,
    release,
    ...driftPart(input),
    trigger: plan.trigger,
    coverage,
    checks: input.results,
    rollback: rollbackOf(input, verdict, reasons),
    override: null,
    ...(plan.baseline === undefined ? {} : { baseline: { file: plan.baseline.file, ...plan.baseline.taken } }),
    timing: {
      startedAt: plan.startedAt,
      finishedAt: input.finishedAt,
      durationMs: Math.max(0, Date.parse(input.finishedAt) - Date.parse(plan.startedAt)),
      deadlineMs: plan.deadlineMs,
      deadlineHit: input.deadlineHit,
    },
    evidence: input.evidence,
    links: [...(plan.trigger.url ? [{ label: 'pipeline run', url: plan.trigger.url }] : []), ...linksToLogs(input)],
    timeline: timelineOf(input, verdict),
  };
}

function driftPart({ plan: { reference }, drift, results }: ComposeInput): Pick<Verdict, 'reference' | 'drift'> {
  if (reference === undefined || drift === null) return {};
  const { target, takenAt } = reference;
  return {
    reference: { name: target.name, url: target.url, environment: target.environment, takenAt, declared: drift.declared.length, notCompared: drift.notCompared.map(({ kind }) => kind), hidden: drift.hidden },
    drift: driftInVerdict(drift, results),
  };
}

function linksToLogs({ plan, finishedAt, traces = [] }: ComposeInput): Verdict['links'] {
  if (plan.logs === undefined) return [];
  const window = windowOf({ startedAt: plan.startedAt, finishedAt, deployedAt: plan.deployedAt ?? null });
  return logLinks(plan.logs.links, { ...window, run: plan.run, service: plan.logs.service, traces });
}

function rollbackOf({ plan, finishedAt }: ComposeInput, verdict: Verdict['verdict'], reasons: Reason[]): Verdict['rollback'] {
  const facts = plan.rollback ?? null;
  if (facts === null) return null;
  const readiness = rollbackReadiness(facts, plan.release);
  const { safe, blockers, unknowns } = readiness;
  const owners = reasons.map(({ attribution }) => attribution);
  return { ...readiness, clock: rollbackClock({ facts, safe, blockers, unknowns, deployedAt: plan.deployedAt ?? null, now: finishedAt, verdict, owners }) };
}

/** One text in the sizes that consumers accept: 140, 1,024 and 4,096 characters. Whole reasons only, then their number. */
export function summaryOf(verdict: Verdict['verdict'], reasons: Reason[], warnings: Reason[], coverage: Verdict['coverage']): Verdict['summary'] {
  const executed = `${coverage.executed} of ${coverage.planned} checks executed`;
  const head = verdict === 'GO' ? `GO: ${executed}${warnings.length > 0 ? `, ${counted(warnings.length, 'warning')}` : ''}` : `${verdict}: ${reasons[0]?.message ?? executed}`;
  const more = reasons.length > 1 ? ` (+${reasons.length - 1} more)` : '';
  return { line: `${clip(head, 140 - more.length)}${more}`, short: listed(head, reasons, executed, 1024), text: listed(head, reasons, executed, 4096) };
}

function listed(head: string, reasons: Reason[], executed: string, limit: number): string {
  const tail = `\n${executed}`;
  let text = clip(head, limit - tail.length - 30);
  for (const [index, reason] of reasons.entries()) {
    if (index === 0) continue;
    const line = `\n- ${reason.message}`;
    if (text.length + line.length + tail.length + 30 > limit) return `${text}\n- and ${reasons.length - index} more${tail}`;
    text += line;
  }
  return text + tail;
}

function timelineOf(input: ComposeInput, verdict: Verdict['verdict']): Verdict['timeline'] {
  const failed = input.results
    .flatMap((result) => result.findings.filter(() => result.outcome === 'fail').map((finding) => ({ at: finding.since, event: 'check failed', detail: `${result.id}: ${finding.message}` })))
    .sort((a, b) => a.at.localeCompare(b.at));
  const served = input.results.flatMap(({ kind, outcome, attempts: [attempt] }) => {
    if (kind !== 'release' || outcome !== 'pass' || input.plan.release === null || attempt === undefined) return [];
    return [{ at: new Date(Date.parse(attempt.startedAt) + attempt.durationMs).toISOString(), event: 'release served', detail: `${input.plan.release} everywhere that was asked` }];
  });
  return [
    ...(input.plan.deployedAt ? [{ at: input.plan.deployedAt, event: 'deploy', detail: input.plan.release ?? 'of a release that was not named' }] : []),
    { at: input.plan.startedAt, event: 'run started', detail: `${input.planned.length} checks planned against ${input.plan.target.url}` },
    ...served,
    ...failed.slice(0, 20),
    ...(input.deadlineHit ? [{ at: new Date(Date.parse(input.plan.startedAt) + input.plan.deadlineMs).toISOString(), event: 'deadline', detail: 'not everything was observed' }] : []),
    { at: input.finishedAt, event: 'verdict', detail: verdict },
  ];
}
