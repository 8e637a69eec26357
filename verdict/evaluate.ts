import type { Finding, FindingCode, FindingData, FindingOf, Remark } from './finding.ts';
import { wordsFor } from './messages.ts';
import type { ApiObservation } from './api-observation.ts';
import type { DeployObservation } from './deploy-observation.ts';
import type { ControlObservation, Observation, PageLook, PageObservation } from './observation.ts';
import { partyOf } from './party.ts';
import type { ReleaseObservation } from './release-observation.ts';
import type { CheckKind, CheckPlan, PagePlan, Plan, Severity } from './plan.ts';
import { judgeJourney } from './rules/api.ts';
import { consoleErrors } from './rules/console.ts';
import { content } from './rules/content.ts';
import { judgeDeploy } from './rules/deploy.ts';
import { judgeRelease } from './rules/release.ts';
import { errorPage } from './rules/error-page.ts';
import { flaws } from './rules/flaws.ts';
import { liveness } from './rules/liveness.ts';
import type { PageContext, PageRule } from './rules/page-rule.ts';
import { resources } from './rules/resources.ts';
import { judgeShapes } from './rules/shape.ts';
import { transport } from './rules/transport.ts';
import { visible } from './rules/visible.ts';
import type { AttemptRecord, CheckResult, FindingRecord, Outcome } from './verdict.ts';

/** The rules behind each kind of page check. */
const pageRules: Record<Exclude<CheckKind, 'deploy' | 'release' | 'api' | 'spec'>, PageRule[]> = {
  'white-screen': [transport, liveness, visible, content, errorPage, flaws],
  resources: [resources],
  console: [consoleErrors],
};

/** Findings that say that something could not be reached, and so say nothing when the runner has no network. */
const connectivity = new Set<FindingCode>(['NAVIGATION_FAILED', 'API_UNREACHABLE', 'API_TIMEOUT', 'API_NO_TOKEN']);

/**
 * The answer to one check from what was observed. Pure: the same observation and plan give the same result, in the
 * run itself and in any later judging.
 *
 * @param control what the control URL said, when one is configured.
 */
export function evaluateCheck(check: CheckPlan, observation: Observation, plan: Plan, control: ControlObservation | null): CheckResult {
  if (observation.kind === 'page' && isPageKind(check.kind)) return pageResult(check, check.kind, observation, plan, control);
  if (observation.kind === 'deploy' && check.kind === 'deploy') return deployResult(check, observation, plan, control);
  if (observation.kind === 'release' && check.kind === 'release') return releaseResult(check, observation, plan);
  if (observation.kind === 'api' && check.kind === 'api') return apiResult(check, observation, plan, control);
  const { reason, detail } = observation.kind === 'missing' ? observation : { reason: 'observer-failed', detail: `an observation of kind ${observation.kind} came for a check of kind ${check.kind}` };
  return unanswered(check, 'NOT_OBSERVED', { subject: check.subject, reason, detail }, plan.startedAt);
}

/** The result of a check that could not be answered, which is the runner's doing. */
export function unanswered<Code extends FindingCode>(check: CheckPlan, code: Code, data: FindingData[Code], since: string): CheckResult {
  const finding: FindingOf<Code> = { code, severity: check.severity, attribution: 'runner', seen: { times: 1, of: 1 }, since, data, evidence: [] };
  return { ...identity(check), outcome: 'error', durationMs: 0, attempts: [], findings: [record(finding as unknown as Finding, true)], metrics: {}, evidence: [] };
}

/** Does a page, as seen in one look, have anything that a check would block on? Tells the observer whether to look again. */
export function looksBad(look: PageLook, page: PagePlan, plan: Plan): boolean {
  const checks = plan.checks.filter(({ subject }) => subject === page.id);
  return checks.some((check) => pageRemarks(check, page, look, plan).some(({ severity }) => plan.policy.block.includes(severity)));
}

/** Does a journey have anything that a check would tell? Tells the observer whether to keep its calls as files. */
export function showsTrouble(observation: ApiObservation, plan: Plan): boolean {
  return plan.checks.filter(({ subject }) => subject === observation.subject).some((check) => apiResult(check, observation, plan, null).outcome !== 'pass');
}

function pageResult(check: CheckPlan, kind: keyof typeof pageRules, observation: PageObservation, plan: Plan, control: ControlObservation | null): CheckResult {
  const page = plan.pages.find(({ id }) => id === check.subject);
  if (!page) return unanswered(check, 'CHECK_NOT_RUN', { detail: `the plan has no page ${check.subject}` }, plan.startedAt);
  const blocks = (severity: Severity) => plan.policy.block.includes(severity);
  const perLook = observation.looks.map((look) => ({ look, remarks: pageRemarks(check, page, look, plan).map((remark) => forRunner(remark, control)) }));
  const badLooks = perLook.filter(({ remarks }) => remarks.some(({ severity }) => blocks(severity)));
  const bad = badLooks.length;
  const telling = bad > 0 ? badLooks : perLook.slice(0, 1);
  const findings = gather(perLook, observation.looks.length);
  // A page that was bad twice is bad, also where it showed that to one check the first time and to another the second.
  const confirmed = bad >= 2 || (bad === 1 && observation.looks.filter((look) => looksBad(look, page, plan)).length >= 2);
  const died = observation.browserDeaths > 0 && kind === 'white-screen' ? [record(browserDied(check, observation, plan), true)] : [];
  const outcome: Outcome = bad === 0 ? 'pass' : confirmed || observation.looks.length === 1 ? 'fail' : 'flaky';
  const last = observation.looks.at(-1);
  if (kind === 'white-screen' && bad === 0 && last?.shots.length === 0) {
    return unanswered(check, 'NOT_OBSERVED', { subject: check.subject, reason: 'observer-failed', detail: 'no picture could be taken' }, last.startedAt);
  }
  return {
    ...identity(check),
    outcome: died.length > 0 && outcome === 'pass' ? 'error' : outcome,
    durationMs: spanOf(observation.looks),
    attempts: perLook.map(({ look, remarks }): AttemptRecord => ({ startedAt: look.startedAt, durationMs: look.durationMs, outcome: remarks.some(({ severity }) => blocks(severity)) ? 'fail' : 'pass' })),
    findings: [...died, ...findings.map((finding) => record(finding, confirmed || !blocks(finding.severity)))],
    metrics: last ? pageMetrics(kind, last) : {},
    evidence: telling.flatMap(({ look }) => look.evidence.map(({ path }) => path)),
  };
}

/** Milliseconds from the start of the first look to the end of the last one; looks may overlap. */
function spanOf(looks: PageLook[]): number {
  const starts = looks.map(({ startedAt }) => Date.parse(startedAt));
  const ends = looks.map(({ durationMs }, index) => (starts[index] ?? 0) + durationMs);
  return Math.max(...ends) - Math.min(...starts);
}

function isPageKind(kind: CheckKind): kind is keyof typeof pageRules {
  return kind in pageRules;
}

/** Every fact of a deploy was asked for twice where it looked bad, so that its findings are confirmed. */
function deployResult(check: CheckPlan, observation: DeployObservation, plan: Plan, control: ControlObservation | null): CheckResult {
  const remarks = judgeDeploy(observation, check.severity).map((remark) => forRunner(remark, control));
  const blocking = remarks.some(({ severity }) => plan.policy.block.includes(severity));
  return {
    ...identity(check),
    outcome: blocking ? 'fail' : 'pass',
    durationMs: observation.durationMs,
    attempts: [{ startedAt: observation.startedAt, durationMs: observation.durationMs, outcome: blocking ? 'fail' : 'pass' }],
    findings: remarks.map((remark) => record(once(remark, observation.startedAt), true)),
    metrics: { documents: observation.documents.length, assets: observation.assets.length },
    evidence: [],
  };
}

/** What all rounds led to is confirmed; that nothing proves the release stays open, so that it never makes a NO_GO. */
function releaseResult(check: CheckPlan, observation: ReleaseObservation, plan: Plan): CheckResult {
  const { startedAt, durationMs, rounds, places } = observation;
  const remarks = judgeRelease(observation, check.severity);
  const blocking = remarks.some(({ severity }) => plan.policy.block.includes(severity));
  return {
    ...identity(check),
    outcome: blocking ? 'fail' : 'pass',
    durationMs,
    attempts: [{ startedAt, durationMs, outcome: blocking ? 'fail' : 'pass' }],
    findings: remarks.map((remark) => record(once(remark, startedAt), remark.code !== 'RELEASE_UNPROVEN')),
    metrics: { rounds, places: places.length, samples: places.reduce((sum, { samples }) => sum + samples.length, 0) },
    evidence: [],
  };
}

function pageRemarks(check: CheckPlan, page: PagePlan, look: PageLook, plan: Plan): Remark[] {
  const rules = isPageKind(check.kind) ? pageRules[check.kind] : [];
  const context: PageContext = {
    page,
    severity: check.severity,
    partyOf: partyOf(plan.target.url, plan.firstParty),
    consoleAllow: plan.consoleAllow,
    today: plan.startedAt.slice(0, 10),
  };
  return rules.flatMap((rule) => rule(look, context));
}

/** One finding for what several looks showed alike, with the words of the last one that showed it. */
function gather(perLook: { look: PageLook; remarks: Remark[] }[], of: number): Finding[] {
  const found = new Map<string, Finding>();
  for (const { look, remarks } of perLook) {
    const evidence = look.evidence.map(({ path }) => path);
    const keys = new Map<string, number>();
    for (const remark of remarks) {
      const nth = (keys.get(remark.code) ?? 0) + 1;
      keys.set(remark.code, nth);
      const key = `${remark.code} ${causeOf(remark) ?? nth}`;
      const known = found.get(key);
      found.set(key, { ...remark, seen: { times: (known?.seen.times ?? 0) + 1, of }, since: known?.since ?? look.startedAt, evidence: [...(known?.evidence ?? []), ...evidence] } as Finding);
    }
  }
  return [...found.values()];
}

/** What makes two remarks of one code the same: the request they are about, or the message as it is recognised. */
export function causeOf(remark: { data: object }): string | null {
  const data = remark.data as { cause?: unknown; resource?: unknown; fingerprint?: unknown; text?: unknown };
  if (typeof data.fingerprint === 'string') return data.fingerprint;
  if (typeof data.cause === 'object' && data.cause !== null && 'url' in data.cause) return String(data.cause.url);
  if (typeof data.cause === 'string') return data.cause;
  if (typeof data.resource === 'string') return data.resource;
  return typeof data.text === 'string' ? data.text : null;
}

function apiResult(check: CheckPlan, observation: ApiObservation, plan: Plan, control: ControlObservation | null): CheckResult {
  const journey = plan.journeys.find(({ id }) => id === check.subject);
  if (!journey) return unanswered(check, 'CHECK_NOT_RUN', { detail: `the plan has no journey ${check.subject}` }, plan.startedAt);
  const url = journey.steps[0]?.url ?? plan.target.url;
  const attribution = partyOf(plan.target.url, plan.firstParty)(url) === 'first' ? 'release' : 'dependency';
  const steps = plan.baseline?.partners[check.subject];
  const changes = plan.baseline === undefined || steps === undefined ? [] : judgeShapes(observation, journey, { steps, taken: plan.baseline.taken }, attribution);
  const remarks = [...judgeJourney(observation, journey, { attribution }), ...changes].map((remark) => forRunner(remark, control));
  const blocking = remarks.some(({ severity }) => plan.policy.block.includes(severity));
  const retried = observation.steps.some(({ attempts }) => attempts.length > 1);
  const attempts = observation.steps.flatMap((step) => step.attempts.filter(({ error }) => error?.kind !== 'quota').map((attempt): AttemptRecord => ({ startedAt: attempt.startedAt, durationMs: attempt.durationMs, outcome: attempt.error ? 'error' : 'pass' })));
  const last = attempts.at(-1);
  if (blocking && last) last.outcome = 'fail';
  return {
    ...identity(check),
    outcome: blocking ? 'fail' : retried ? 'flaky' : 'pass',
    durationMs: observation.durationMs,
    attempts,
    findings: remarks.map((remark) => record({ ...once(remark, observation.startedAt), evidence: evidenceOf(remark, observation) }, !isUnproven(remark))),
    metrics: { calls: attempts.length, slowestMs: Math.max(0, ...attempts.map(({ durationMs }) => durationMs)), ...lives(observation) },
    evidence: [...observation.steps.flatMap(({ evidence = [] }) => evidence), ...(observation.evidence ?? [])].map(({ path }) => path),
  };
}

/** Seconds that the access token, and the first credential of the configuration to end, were good for. */
function lives({ startedAt, token, credentials = [] }: ApiObservation): Record<string, number> {
  return {
    ...(token === undefined || token.expiresInS === null ? {} : { tokenLifeS: token.expiresInS }),
    ...(credentials.length === 0 ? {} : { credentialLifeS: Math.floor((Math.min(...credentials.map(({ endsAt }) => Date.parse(endsAt))) - Date.parse(startedAt)) / 1000) }),
  };
}

/** The text about the journey, which people read first, and the files of the call that a remark is about, its last attempt first. */
function evidenceOf({ data }: Remark, { steps, evidence = [] }: ApiObservation): string[] {
  const own = 'step' in data ? (steps.find(({ name }) => name === data.step)?.evidence ?? []) : [];
  return [...evidence, ...own.toReversed()].map(({ path }) => path);
}

/** What only the manners of the run kept from being called, or from being tried a second time, proves nothing. */
function isUnproven({ code, data }: Remark): boolean {
  if (code === 'API_QUOTA') return !data.answered || data.attempts === 1;
  return 'unretried' in data && data.unretried !== undefined && data.attempts === 1;
}

function pageMetrics(kind: CheckKind, look: PageLook): Record<string, number> {
  if (kind === 'resources') return { requests: look.requests.total, failed: look.requests.suspicious.length, pending: look.requests.pending.length };
  if (kind === 'console') return { errors: look.messages.errors, warnings: look.messages.warnings, exceptions: look.messages.exceptions };
  return {
    edges: look.shots.at(-1)?.edges ?? 0,
    characters: look.content?.characters ?? 0,
    controls: look.content?.controls ?? 0,
    ...(look.readyMs === null ? {} : { readyMs: look.readyMs }),
  };
}

/** A remark on what was observed once, and is sure. */
function once(remark: Remark, since: string): Finding {
  return { ...remark, seen: { times: 1, of: 1 }, since, evidence: [] };
}

function forRunner(remark: Remark, control: ControlObservation | null): Remark {
  return control !== null && !control.reachable && connectivity.has(remark.code) ? { ...remark, attribution: 'runner' } : remark;
}

function browserDied(check: CheckPlan, observation: PageObservation, plan: Plan): Finding {
  return { code: 'BROWSER_DIED', severity: check.severity, attribution: 'runner', seen: { times: observation.browserDeaths, of: observation.browserDeaths }, since: plan.startedAt, data: { url: observation.url, times: observation.browserDeaths }, evidence: [] };
}

function identity(check: CheckPlan): Pick<CheckResult, 'id' | 'kind' | 'title' | 'severity'> {
  return { id: check.id, kind: check.kind, title: check.title, severity: check.severity };
}

/** A finding with its words, as it stands in the verdict. */
export function record(finding: Finding, confirmed: boolean): FindingRecord {
  const words = wordsFor(finding.code, finding.data as FindingData[typeof finding.code]);
  return {
    code: finding.code,
    severity: finding.severity,
    attribution: finding.attribution,
    confirmed,
    message: `${words.seen}; expected ${words.expected}`,
    advice: words.advice,
    since: finding.since,
    data: { ...finding.data, seen: finding.seen },
    evidence: finding.evidence,
  };
}
