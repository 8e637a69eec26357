import type { Attribution, Remark } from '../finding.ts';
import type { Answer, ApiObservation, Attempt, ReuseObservation, StepObservation } from '../observation.ts';
import type { JourneyChecks, JsonMatcher, JsonType, JsonValue, Severity } from '../plan.ts';
import { clip, oneLine } from '../text.ts';
import { milder } from './page-rule.ts';

/** What of a journey's answers is not as partners rely on. Pure. @param context.attribution whose the API is. */
export function judgeJourney(observation: ApiObservation, journey: JourneyChecks, context: { attribution: Attribution }): Remark[] {
  const remarks = journey.steps.flatMap((step, index) => {
    const seen = observation.steps[index];
    return seen ? judgeStep(seen, step, journey.severity, context.attribution) : [];
  });
  return [...remarks, ...judgeReuse(observation.reuse, journey.severity, context.attribution)];
}

/** Is a status among the expected ones? None expected means any 2xx. */
export function acceptsStatus(expected: number[], status: number): boolean {
  return expected.length === 0 ? status >= 200 && status < 300 : expected.includes(status);
}

function judgeStep(seen: StepObservation, step: JourneyChecks['steps'][number], severity: Severity, attribution: Attribution): Remark[] {
  const call = { method: seen.method, url: seen.url, step: step.name };
  const last = seen.attempts.at(-1);
  const attempts = seen.attempts.length;
  if (last === undefined) return [{ code: 'STEP_NOT_REACHED', severity: milder(severity, 'normal'), attribution, data: call }];
  if (last.answer === null) return [lost(last, { ...call, attempts, budgetMs: step.budgetMs }, severity, attribution)];
  const answer = last.answer;
  const problems = answered(answer, seen, step, { ...call, attempts }, severity, attribution);
  if (attempts === 1 || problems.length > 0) return problems;
  return [{ code: 'API_RETRIED', severity: milder(severity, 'minor'), attribution, data: { ...call, attempts, first: endOf(seen.attempts[0]) } }];
}

function lost({ error }: Attempt, data: { method: string; url: string; step: string; attempts: number; budgetMs: number }, severity: Severity, attribution: Attribution): Remark {
  const { budgetMs, ...call } = data;
  const cause = error ?? { kind: 'protocol', code: 'unknown', message: 'no answer' };
  if (cause.kind === 'aborted') return { code: 'NOT_OBSERVED', severity, attribution: 'runner', data: { subject: `${call.method} ${call.url}`, reason: 'deadline', detail: cause.message } };
  if (cause.kind === 'timeout') return { code: 'API_TIMEOUT', severity, attribution, data: { ...call, error: cause, budgetMs } };
  const environmental = attribution === 'release' && (cause.kind === 'dns' || cause.kind === 'connect' || cause.kind === 'tls');
  return { code: 'API_UNREACHABLE', severity, attribution: environmental ? 'environment' : attribution, data: { ...call, error: cause } };
}

function answered(answer: Answer, seen: StepObservation, { expect }: JourneyChecks['steps'][number], call: { method: string; url: string; step: string; attempts: number }, severity: Severity, attribution: Attribution): Remark[] {
  const { attempts, ...place } = call;
  const base = { severity, attribution };
  if (!acceptsStatus(expect.status, answer.status)) {
    const expected = expect.status.length === 0 ? '2xx' : expect.status.join(' or ');
    return [{ code: 'API_STATUS', ...base, data: { ...place, status: answer.status, expected, attempts, sample: oneLine(answer.sample).slice(0, 200) } }];
  }
  if (answer.truncated) return [{ code: 'API_TOO_LARGE', ...base, data: { ...place, bytes: answer.bytes } }];
  const headers = Object.entries(expect.headers).flatMap(([name, expected]): Remark[] => {
    const actual = answer.headers[name.toLowerCase()] ?? null;
    return actual !== null && headerMatches(expected, actual) ? [] : [{ code: 'API_HEADER', ...base, data: { ...place, header: name, actual, expected } }];
  });
  const html = /text\/html/i.test(answer.contentType ?? '') && !/html/i.test(expect.headers['content-type'] ?? '');
  const why = html ? 'a web page' : (answer.jsonError ?? null);
  if (why !== null) return [...headers, { code: 'API_NOT_JSON', ...base, data: { ...place, contentType: answer.contentType, sample: oneLine(answer.sample).slice(0, 200), error: why } }];
  const values = Object.entries(expect.json).flatMap(([path, expected]): Remark[] => {
    const found = seen.values.find((value) => value.path === path)?.found ?? [];
    const reason = mismatch(found, expected);
    return reason === null ? [] : [{ code: 'API_VALUE', ...base, data: { ...place, path, found: found.slice(0, 3), expected, reason } }];
  });
  return [...headers, ...values];
}

/** An exact value, or a regular expression written as `/source/`. */
function headerMatches(expected: string, actual: string): boolean {
  const source = /^\/(.+)\/$/s.exec(expected)?.[1];
  return source === undefined ? actual === expected : new RegExp(source).test(actual);
}

/** Why what a path found is not what it must be, in words that follow the path; null when it is. */
export function mismatch(found: JsonValue[], expected: JsonMatcher): string | null {
  if (found.length === 0) return expected.minItems === 0 ? null : 'is missing';
  for (const value of found) {
    if (expected.type !== undefined && typeOf(value) !== expected.type) return value === null ? 'is null' : `is ${withArticle(typeOf(value))} (${shown(value)})`;
    if (expected.equals !== undefined && !isDeepEqual(value, expected.equals)) return `is ${shown(value)}`;
    if (expected.oneOf !== undefined && !expected.oneOf.some((option) => isDeepEqual(value, option))) return `is ${shown(value)}`;
    if (expected.matches !== undefined && (typeof value !== 'string' || !new RegExp(expected.matches).test(value))) return `is ${shown(value)}`;
    if (expected.minItems !== undefined && (!Array.isArray(value) || value.length < expected.minItems)) return Array.isArray(value) ? `has ${value.length} items` : `is ${shown(value)}`;
  }
  return null;
}

function typeOf(value: JsonValue): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'object';
}

function withArticle(type: JsonType): string {
  return /^[ao]/.test(type) ? `an ${type}` : `a ${type}`;
}

function shown(value: JsonValue): string {
  return clip(JSON.stringify(value), 80);
}

function isDeepEqual(a: JsonValue, b: JsonValue): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [left, right] = [Object.entries(a), Object.entries(b)];
  const other = b as Record<string, JsonValue>;
  return Array.isArray(a) === Array.isArray(b) && left.length === right.length && left.every(([key, value]) => key in other && isDeepEqual(value, other[key] as JsonValue));
}

/** Lost twice on a kept connection while a fresh one answered is a fault; once may be a race, and is told. */
function judgeReuse(reuse: ReuseObservation | null, severity: Severity, attribution: Attribution): Remark[] {
  const lostTries = (reuse?.tries ?? []).filter(({ fresh, reused }) => fresh.error === null && reused.error !== null && reused.error.kind !== 'aborted');
  const first = lostTries[0];
  if (!reuse || !first?.reused.error) return [];
  const data = { method: reuse.method, url: reuse.url, error: first.reused.error, freshMs: first.fresh.durationMs, tries: lostTries.length };
  return [{ code: 'API_REUSE_LOST', severity: lostTries.length >= 2 ? severity : milder(severity, 'minor'), attribution, data }];
}

function endOf(attempt: Attempt | undefined): string {
  return attempt?.error ? `${attempt.error.code}` : `status ${attempt?.answer?.status ?? 'unknown'}`;
}
