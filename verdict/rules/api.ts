import type { Attribution, Remark } from '../finding.ts';
import { mayBeMissing, misfit, withType } from '../json-match.ts';
import type { Answer, ApiObservation, Attempt, AttemptError, FoundValues, ReuseObservation, StepObservation } from '../api-observation.ts';
import type { JourneyChecks, JsonMatcher, Severity } from '../plan.ts';
import { clip, oneLine } from '../text.ts';
import { milder } from './page-rule.ts';

type StepChecks = JourneyChecks['steps'][number];

/** What every remark of a journey says alike: how much it matters, and whose the API is. */
interface Base {
  severity: Severity;
  attribution: Attribution;
}

/** A step's place, and how often it was called. */
interface Call {
  method: string;
  url: string;
  step: string;
}

const mostFound = 3;

/**
 * What of a journey's answers is not as partners rely on. Pure.
 *
 * @param context.attribution whose the API is; a name that does not resolve or a connection that cannot be made is the
 * environment's.
 */
export function judgeJourney(observation: ApiObservation, journey: JourneyChecks, context: { attribution: Attribution }): Remark[] {
  const base: Base = { severity: journey.severity, attribution: context.attribution };
  const remarks: Remark[] = [];
  let failed = false;
  for (const [index, step] of journey.steps.entries()) {
    const seen = observation.steps[index];
    if (seen === undefined || seen.attempts.length === 0) {
      if (failed && seen) remarks.push({ code: 'STEP_NOT_REACHED', severity: milder(base.severity, 'minor'), attribution: base.attribution, data: callOf(seen, step) });
      continue;
    }
    // A clean-up of what was never made has nothing to find.
    const own = failed && seen.cleanup ? { ...base, severity: milder(base.severity, 'minor') } : base;
    const found = judgeStep(seen, step, own);
    failed ||= found.some(({ code }) => code !== 'API_RETRIED');
    remarks.push(...found);
  }
  const unseen = journey.steps.length === 0 || journey.steps.some((_, index) => (observation.steps[index]?.attempts.length ?? 0) === 0);
  if (unseen && !failed) remarks.push(notObserved(journey.id, 'not all of its steps were called', base));
  return [...remarks, ...judgeReuse(observation.reuse, base)];
}

/** Is a status among the expected ones? None expected means any 2xx. */
export function acceptsStatus(expected: number[], status: number): boolean {
  return expected.length === 0 ? status >= 200 && status < 300 : expected.includes(status);
}

function callOf(seen: StepObservation, step: StepChecks): Call {
  return { method: seen.method, url: seen.url, step: step.name };
}

function judgeStep(seen: StepObservation, step: StepChecks, base: Base): Remark[] {
  const call = callOf(seen, step);
  const attempts = seen.attempts.length;
  const last = seen.attempts.at(-1);
  if (!last?.answer) return [unanswered(last?.error ?? null, call, attempts, step.budgetMs, base)];
  const problems = judgeAnswer(last.answer, seen, step, call, base);
  if (attempts === 1 || problems.length > 0) return problems;
  return [{ code: 'API_RETRIED', ...base, severity: milder(base.severity, 'minor'), data: { ...call, attempts, first: endOf(seen.attempts[0]) } }];
}

function unanswered(error: AttemptError | null, call: Call, attempts: number, budgetMs: number, base: Base): Remark {
  if (error === null || error.kind === 'aborted') return notObserved(`${call.method} ${call.url}`, 'the run ended before it was answered', base);
  if (error.kind === 'timeout') return { code: 'API_TIMEOUT', ...base, data: { ...call, error, attempts, budgetMs } };
  const environmental = error.kind === 'dns' || error.kind === 'connect' || (error.kind === 'tls' && base.attribution === 'release');
  const attribution = environmental ? 'environment' : base.attribution;
  return { code: 'API_UNREACHABLE', ...base, attribution, data: { ...call, error, attempts } };
}

function notObserved(subject: string, detail: string, { severity }: Base): Remark {
  return { code: 'NOT_OBSERVED', severity, attribution: 'runner', data: { subject, reason: 'interrupted', detail } };
}

function judgeAnswer(answer: Answer, seen: StepObservation, { expect }: StepChecks, call: Call, base: Base): Remark[] {
  if (!acceptsStatus(expect.status, answer.status)) {
    const expected = expect.status.length === 0 ? '2xx' : expect.status.join(' or ');
    return [{ code: 'API_STATUS', ...base, data: { ...call, status: answer.status, expected, attempts: seen.attempts.length, sample: startOf(answer) } }];
  }
  const headers = Object.entries(expect.headers).flatMap(([header, expected]): Remark[] => {
    const actual = answer.headers[header.toLowerCase()] ?? null;
    return actual !== null && headerMatches(expected, actual) ? [] : [{ code: 'API_HEADER', ...base, data: { ...call, header, actual, expected } }];
  });
  return [...headers, ...judgeBody(answer, seen, expect, call, base)];
}

function judgeBody(answer: Answer, seen: StepObservation, expect: StepChecks['expect'], call: Call, base: Base): Remark[] {
  // Only a body that is read as JSON must be small; a download is proven by its start.
  if (answer.truncated) return [{ code: 'API_TOO_LARGE', ...base, severity: answer.jsonError === undefined ? milder(base.severity, 'minor') : base.severity, data: { ...call, bytes: answer.bytes } }];
  const error = whyNoJson(answer, expect);
  if (error !== null) return [{ code: 'API_NOT_JSON', ...base, data: { ...call, contentType: answer.contentType, sample: startOf(answer), error } }];
  return [...judgeGraphql(seen, expect, call, base), ...judgeValues(seen, expect, call, base)];
}

/** Errors are expected where the expectation itself looks at them. */
function judgeGraphql({ graphql }: StepObservation, expect: StepChecks['expect'], call: Call, base: Base): Remark[] {
  if (graphql === undefined || graphql.total === 0 || Object.keys(expect.json).some((path) => path.startsWith('$.errors'))) return [];
  return [{ code: 'API_GRAPHQL_ERRORS', ...base, data: { ...call, ...graphql } }];
}

function judgeValues(seen: StepObservation, expect: StepChecks['expect'], call: Call, base: Base): Remark[] {
  return Object.entries(expect.json).flatMap(([path, expected]): Remark[] => {
    const values = seen.values.find((entry) => entry.path === path) ?? { path, found: [] };
    const bad = misfits(values, expected);
    if (bad === null) return [];
    return [{ code: 'API_VALUE', ...base, data: { ...call, path, expected, ...bad } }];
  });
}

/** A redirect may carry a page; any other answer of an API that is one is the fallback of a gateway or a login. */
function whyNoJson(answer: Answer, expect: StepChecks['expect']): string | null {
  const isPage = /^\s*(?:text\/html|application\/xhtml)/i.test(answer.contentType ?? '');
  const pageWanted = /html/i.test(expect.headers['content-type'] ?? '') || (answer.status >= 300 && answer.status < 400);
  if (isPage && !pageWanted) return 'a web page';
  return answer.jsonError ?? (answer.jsonError === undefined && Object.keys(expect.json).length > 0 ? 'it has no body' : null);
}

/** The values of a path that are not as expected, and why in words; null when all are. */
function misfits({ found, altered }: FoundValues, expected: JsonMatcher): { found: FoundValues['found']; reason: string } | null {
  if (found.length === 0) return mayBeMissing(expected) ? null : { found: [], reason: 'is missing' };
  const bad = found.flatMap((value, index) => {
    const whole = altered?.find((entry) => entry.index === index);
    const reason = misfit(value, expected);
    if (whole === undefined) return reason === null ? [] : [{ value, reason }];
    return whole.fits ? [] : [{ value, reason: reason ?? `is ${clip(withType(value), 80)}, kept only in part` }];
  });
  const [first] = bad;
  if (first === undefined) return null;
  const share = found.length > 1 ? ` (${bad.length} of ${found.length} values)` : '';
  return { found: bad.slice(0, mostFound).map(({ value }) => value), reason: first.reason + share };
}

/** An exact value, or a regular expression written as `/source/`. */
function headerMatches(expected: string, actual: string): boolean {
  const source = /^\/(.+)\/$/s.exec(expected)?.[1];
  return source === undefined ? actual === expected : new RegExp(source).test(actual);
}

/** Lost twice on a kept connection while a fresh one answered is a fault; once may be a race, and is told. */
function judgeReuse(reuse: ReuseObservation | null, base: Base): Remark[] {
  const tries = reuse?.tries ?? [];
  const lost = tries.filter(({ fresh, reused }) => fresh.error === null && reused.error !== null && reused.error.kind !== 'aborted');
  const last = lost.at(-1);
  if (!reuse || !last?.reused.error) return [];
  const severity = lost.length >= 2 ? base.severity : milder(base.severity, 'minor');
  const data = { method: reuse.method, url: reuse.url, error: last.reused.error, freshMs: last.fresh.durationMs, lost: lost.length, tries: tries.length };
  return [{ code: 'API_REUSE_LOST', ...base, severity, data }];
}

function endOf(attempt: Attempt | undefined): string {
  return attempt?.error ? `${attempt.error.code} (${clip(oneLine(attempt.error.message), 80)})` : `status ${attempt?.answer?.status ?? 'unknown'}`;
}

function startOf({ sample }: Answer): string {
  return clip(oneLine(sample), 200);
}
