import { causeOf } from './evaluate.ts';
import type { CheckKind, CheckPlan, Policy, Severity } from './plan.ts';
import { severities } from './plan.ts';
import type { CheckResult, FindingRecord, Reason, Verdict } from './verdict.ts';

/** All that the decision rests on. */
export interface JudgeInput {
  planned: CheckPlan[];
  results: CheckResult[];
  policy: Policy;
  /** Trouble of the run as a whole, not of one check. */
  trouble: FindingRecord[];
  deadlineHit: boolean;
  release: Verdict['release'];
}

export interface Judgement {
  verdict: Verdict['verdict'];
  reasons: Reason[];
  warnings: Reason[];
  coverage: Verdict['coverage'];
}

/** Severities whose checks must be executed. */
const critical: Severity[] = ['blocker', 'critical'];

/**
 * The one decision. A confirmed blocking finding of release or environment is NO_GO, whatever else was missed.
 * Otherwise anything that leaves the release unproven is INCONCLUSIVE. GO is what remains, never a default.
 */
export function judge(input: JudgeInput): Judgement {
  const { policy } = input;
  const coverage = coverageOf(input.planned, input.results);
  const all = input.results.flatMap((result) => result.findings.map((finding) => ({ result, finding })));
  const blocks = ({ severity }: { severity: Severity }) => policy.block.includes(severity);
  const blocking = all.filter(({ finding }) => blocks(finding));
  const isRelease = ({ finding }: { finding: FindingRecord }) => finding.attribution === 'release' || finding.attribution === 'environment';
  const flakyOnly = (result: CheckResult) => result.outcome === 'flaky' && policy.flaky === 'warn';

  const guilty = blocking.filter((entry) => isRelease(entry) && (entry.finding.confirmed || (entry.result.outcome === 'flaky' && policy.flaky === 'block')));
  const open = [
    ...blocking.filter((entry) => entry.finding.attribution === 'runner'),
    ...blocking.filter((entry) => isRelease(entry) && !entry.finding.confirmed && entry.result.outcome !== 'flaky'),
    ...(policy.dependency === 'inconclusive' ? blocking.filter((entry) => entry.finding.attribution === 'dependency' && !flakyOnly(entry.result)) : []),
  ].map(({ result, finding }) => reason(result, finding));
  const isTold = blocking.some(({ finding }) => identityCodes.has(finding.code));
  const identityReasons = isTold ? { proven: [], uncertain: [] } : releaseReasons(input.release);
  const guiltyReasons = merged(guilty.map(({ result, finding }) => reason(result, finding)));
  const uncertain = merged([...open, ...input.trouble.filter(blocks).map(runReason), ...identityReasons.uncertain, ...gaps(input, coverage)]);
  const proven = [...identityReasons.proven, ...guiltyReasons];
  const told = new Set([...guilty, ...blocking].map(({ finding }) => finding));
  const warnings = merged(all.filter(({ result, finding }) => !told.has(finding) || (flakyOnly(result) && isRelease({ finding }) && !finding.confirmed)).map(({ result, finding }) => reason(result, finding)).concat(input.trouble.filter((finding) => !blocks(finding)).map(runReason)));

  if (proven.length > 0) return { verdict: 'NO_GO', reasons: [...proven, ...uncertain], warnings, coverage };
  if (uncertain.length > 0) return { verdict: 'INCONCLUSIVE', reasons: uncertain, warnings, coverage };
  return { verdict: 'GO', reasons: [], warnings, coverage };
}

function coverageOf(planned: CheckPlan[], results: CheckResult[]): Verdict['coverage'] {
  const executed = new Set(results.filter(({ outcome }) => outcome !== 'skipped' && outcome !== 'error').map(({ id }) => id));
  const must = planned.filter(({ severity }) => critical.includes(severity));
  return {
    planned: planned.length,
    executed: planned.filter(({ id }) => executed.has(id)).length,
    criticalPlanned: must.length,
    criticalExecuted: must.filter(({ id }) => executed.has(id)).length,
    skipped: planned.filter(({ id }) => !executed.has(id)).map(({ id }) => id),
  };
}

function gaps(input: JudgeInput, coverage: Verdict['coverage']): Reason[] {
  const say = (code: string, message: string): Reason => ({ code, severity: 'blocker', check: 'run', message, attribution: 'runner', evidence: [] });
  const found: Reason[] = [];
  if (coverage.planned === 0) found.push(say('NOTHING_PLANNED', 'No check was planned; a run that checks nothing proves nothing'));
  if (input.deadlineHit) found.push(say('DEADLINE', `The deadline came before all was observed: ${coverage.executed} of ${coverage.planned} checks were executed`));
  if (coverage.criticalExecuted < coverage.criticalPlanned) {
    found.push(say('COVERAGE', `${coverage.criticalPlanned - coverage.criticalExecuted} of ${coverage.criticalPlanned} critical checks were not executed`));
  }
  for (const { id, severity, outcome, findings } of input.results) {
    if (outcome !== 'fail' || !input.policy.block.includes(severity) || findings.some((finding) => input.policy.block.includes(finding.severity))) continue;
    found.push({ ...say('UNEXPLAINED', 'The check failed and no finding says why'), check: id });
  }
  return found;
}

/** Findings that tell the identity themselves. That it is proven never hangs on what the policy blocks. */
const identityCodes = new Set(['WRONG_RELEASE', 'MIXED_RELEASES', 'RELEASE_UNPROVEN']);

function releaseReasons(release: Verdict['release']): { proven: Reason[]; uncertain: Reason[] } {
  const say = (code: string, message: string): Reason => ({ code, severity: 'blocker', check: 'release', message, attribution: 'release', evidence: [] });
  if (release.expected === null || release.match === true) return { proven: [], uncertain: [] };
  if (release.match === false) return { proven: [say('WRONG_RELEASE', `Release ${release.observed.join(', ')} is served; expected ${release.expected}`)], uncertain: [] };
  return { proven: [], uncertain: [say('RELEASE_UNPROVEN', `It is not proven that release ${release.expected} is served: nothing tells the served version`)] };
}

/** Within one severity: first what users and partners meet, then why. */
const order: Record<CheckKind, number> = { release: -1, 'white-screen': 0, api: 1, spec: 2, resources: 3, console: 4, deploy: 5 };

type Ranked = Reason & { cause?: string | null; rank?: number };

function reason({ id, kind }: Pick<CheckResult, 'id' | 'kind'>, finding: FindingRecord): Ranked {
  const { code, severity, message, attribution, evidence } = finding;
  return { code, severity, check: id, message, attribution, evidence, cause: causeOf(finding), rank: order[kind] };
}

/** A finding of the run as a whole; it explains the others of its severity, so it comes first. */
function runReason({ code, severity, message, attribution, evidence }: FindingRecord): Ranked {
  return { code, severity, check: 'run', message, attribution, evidence, rank: -1 };
}

/** Findings of several checks that tell of one broken file. */
const sameFile = new Set(['RESOURCE_FAILED', 'RESOURCE_WRONG_TYPE', 'ASSET_MISSING']);

/** Most severe first; what has one cause on several checks is told once, with their number. */
function merged(reasons: Ranked[]): Reason[] {
  const groups = new Map<string, { first: Reason; more: number }>();
  const ordered = reasons.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || (a.rank ?? 6) - (b.rank ?? 6));
  for (const { cause, rank: _rank, ...first } of ordered) {
    const key = `${sameFile.has(first.code) && cause ? 'file' : first.code} ${cause ?? `${first.check} ${first.message}`}`;
    const known = groups.get(key);
    if (known) known.more++;
    else groups.set(key, { first, more: 0 });
  }
  return [...groups.values()].map(({ first, more }) => (more === 0 ? first : { ...first, message: `${first.message} (and on ${more} more)` }));
}
