import type { Answer, FoundValues, StepObservation } from '../api-observation.ts';
import { isOfType } from '../contract-answer.ts';
import type { Attribution, FindingData, Remark } from '../finding.ts';
import { mayBeMissing, misfit, withType } from '../json-match.ts';
import type { JourneyChecks, JsonMatcher, Severity } from '../plan.ts';
import { clip, counted, oneLine } from '../text.ts';
import { judgeDeclaredSchema, undeclaredStatus, undeclaredType } from './contract.ts';
import { milder } from './page-rule.ts';

export type StepChecks = JourneyChecks['steps'][number];

/** What every remark of a journey says alike: how much it matters, and whose the API is. */
export interface Base {
  severity: Severity;
  attribution: Attribution;
}

/** A step's place, and how often it was called. */
export interface Call {
  method: string;
  url: string;
  step: string;
}

const mostFound = 3;

/** Is a status among the expected ones? None expected means any 2xx. */
export function acceptsStatus(expected: number[], status: number): boolean {
  return expected.length === 0 ? status >= 200 && status < 300 : expected.includes(status);
}

/** What of the last answer to a step is not as expected. Pure. */
export function judgeAnswer(answer: Answer, seen: StepObservation, { expect }: StepChecks, call: Call, base: Base): Remark[] {
  const blocked = seen.redirects?.find(({ problem }) => problem !== null);
  if (blocked) return [{ code: 'API_REDIRECT', ...base, data: { ...call, hop: blocked, followed: (seen.redirects?.length ?? 1) - 1 } }];
  if (!acceptsStatus(expect.status, answer.status)) {
    const expected = expect.status.length === 0 ? '2xx' : expect.status.join(' or ');
    const tried = { attempts: seen.attempts.length, ...unretried(seen) };
    if (answer.status === 429) return [outOfQuota({ answered: true, detail: quotaDetail(answer), ...tried }, call, base)];
    return [{ code: 'API_STATUS', ...base, data: { ...call, status: answer.status, expected, sample: clip(oneLine(answer.sample), 500), ...tried } }, ...undeclaredStatus(answer, seen, expect, call, { ...base, severity: milder(base.severity, 'minor') })];
  }
  const headers = Object.entries(expect.headers).flatMap(([header, expected]): Remark[] => {
    const actual = answer.headers[header.toLowerCase()] ?? null;
    return actual !== null && headerMatches(expected, actual) ? [] : [{ code: 'API_HEADER', ...base, data: { ...call, header, actual, expected } }];
  });
  return [...undeclaredStatus(answer, seen, expect, call, base), ...headers, ...judgeBody(answer, seen, expect, call, base), ...judgeMeasures(answer, seen, expect, call, base)];
}

/** How many retries the run may make, where the last attempt was not tried again because they were all made. */
export function unretried({ attempts }: StepObservation): { unretried?: number } {
  const allowed = attempts.at(-1)?.unretried;
  return allowed === undefined ? {} : { unretried: allowed };
}

/** Too many calls say nothing of what is called. Whose the quota is: the environment's, where the API is of the release. */
export function outOfQuota(told: Pick<FindingData['API_QUOTA'], 'answered' | 'attempts' | 'detail' | 'unretried'>, call: Call, base: Base): Remark {
  return { code: 'API_QUOTA', ...base, attribution: base.attribution === 'release' ? 'environment' : base.attribution, data: { ...call, ...told } };
}

/** What a 429 says of when it may be called again. */
function quotaDetail({ headers }: Answer): string {
  const told = ['retry-after', 'ratelimit', 'ratelimit-reset', 'x-ratelimit-reset'].find((name) => headers[name] !== undefined);
  return told === undefined ? '' : clip(oneLine(`${told}: ${headers[told]}`), 80);
}

function judgeBody(answer: Answer, seen: StepObservation, expect: StepChecks['expect'], call: Call, base: Base): Remark[] {
  // Only a body that is read as JSON must be small; a download is proven by its start.
  if (answer.truncated) return [{ code: 'API_TOO_LARGE', ...base, severity: answer.jsonError === undefined ? milder(base.severity, 'minor') : base.severity, data: { ...call, bytes: answer.bytes } }];
  const undeclared = undeclaredType(answer, seen, expect, call, base);
  if (undeclared.length > 0) return undeclared;
  const error = whyNoJson(answer, expect, seen.contract?.type ?? '');
  if (error !== null) return [{ code: 'API_NOT_JSON', ...base, data: { ...call, contentType: answer.contentType, sample: startOf(answer), error } }];
  return [...judgeGraphql(seen, expect, call, base), ...judgeSchema(seen, expect, call, base), ...judgeDeclaredSchema(seen, expect, call, base), ...judgeXml(answer, seen, expect, call, base), ...judgeTexts(answer, seen, call, base), ...judgeValues(expect.json, seen.values, call, base)];
}

/** Errors are expected where the expectation itself looks at them. */
function judgeGraphql({ graphql }: StepObservation, expect: StepChecks['expect'], call: Call, base: Base): Remark[] {
  if (graphql === undefined || graphql.total === 0 || Object.keys(expect.json).some((path) => path.startsWith('$.errors'))) return [];
  return [{ code: 'API_GRAPHQL_ERRORS', ...base, data: { ...call, ...graphql } }];
}

function judgeSchema({ schema }: StepObservation, expect: StepChecks['expect'], call: Call, base: Base): Remark[] {
  if (expect.schema === undefined || schema === undefined || schema.total === 0) return [];
  return [{ code: 'API_SCHEMA', ...base, data: { ...call, ...schema, schema: expect.schema } }];
}

function judgeXml(answer: Answer, { xml }: StepObservation, expect: StepChecks['expect'], call: Call, base: Base): Remark[] {
  if (expect.xml === undefined) return [];
  const error = xml === undefined ? 'it was not read' : xml.error;
  if (error !== null) return [{ code: 'API_NOT_XML', ...base, data: { ...call, contentType: answer.contentType, sample: startOf(answer), error: clip(error, 200) } }];
  return judgeValues(expect.xml, xml?.values ?? [], call, base);
}

function judgeTexts(answer: Answer, { text = [] }: StepObservation, call: Call, base: Base): Remark[] {
  return text.filter(({ found }) => !found).map(({ kind, wanted }): Remark => ({ code: 'API_TEXT', ...base, data: { ...call, kind, wanted: clip(wanted, 200), sample: startOf(answer) } }));
}

/** A late answer degrades, and is told mildly, until it fails. */
function judgeMeasures(answer: Answer, seen: StepObservation, { size, contentType, latency }: StepChecks['expect'], call: Call, base: Base): Remark[] {
  const remarks: Remark[] = [];
  if (contentType !== undefined && !isOfType(answer.contentType, contentType)) remarks.push({ code: 'API_CONTENT_TYPE', ...base, data: { ...call, contentType: answer.contentType, expected: contentType } });
  const [least, most] = [size?.min ?? 0, size?.max ?? Infinity];
  if (answer.bytes < least || (answer.bytes > most)) remarks.push({ code: 'API_SIZE', ...base, data: { ...call, bytes: answer.bytes, expected: boundsInWords(least, most) } });
  const durationMs = (seen.attempts.at(-1)?.durationMs ?? 0) + (seen.redirects ?? []).reduce((sum, hop) => sum + hop.durationMs, 0);
  const limits = [{ limitMs: latency?.fail, degraded: false }, { limitMs: latency?.degraded, degraded: true }];
  const exceeded = limits.find(({ limitMs }) => limitMs !== undefined && durationMs > limitMs);
  if (exceeded?.limitMs !== undefined) remarks.push({ code: 'API_SLOW', ...base, severity: exceeded.degraded ? milder(base.severity, 'minor') : base.severity, data: { ...call, durationMs, limitMs: exceeded.limitMs, degraded: exceeded.degraded } });
  return remarks;
}

function boundsInWords(least: number, most: number): string {
  if (most === Infinity) return `at least ${counted(least, 'byte')}`;
  return least === 0 ? `at most ${counted(most, 'byte')}` : `${least} to ${counted(most, 'byte')}`;
}

function judgeValues(expectations: Record<string, JsonMatcher>, found: FoundValues[], call: Call, base: Base): Remark[] {
  return Object.entries(expectations).flatMap(([path, expected]): Remark[] => {
    const values = found.find((entry) => entry.path === path) ?? { path, found: [] };
    const bad = misfits(values, expected);
    return bad === null ? [] : [{ code: 'API_VALUE', ...base, data: { ...call, path, expected, ...bad } }];
  });
}

/** A redirect may carry a page; any other answer of an API that is one is the fallback of a gateway or a login. */
function whyNoJson(answer: Answer, expect: StepChecks['expect'], declaredType: string): string | null {
  const isPage = /^\s*(?:text\/html|application\/xhtml)/i.test(answer.contentType ?? '');
  const pageWanted = /html/i.test(expect.headers['content-type'] ?? expect.contentType ?? declaredType) || expect.xml !== undefined || (answer.status >= 300 && answer.status < 400);
  if (isPage && !pageWanted) return 'a web page';
  return answer.jsonError ?? (answer.jsonError === undefined && (Object.keys(expect.json).length > 0 || expect.schema !== undefined) ? 'it has no body' : null);
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

function startOf({ sample }: Answer): string {
  return clip(oneLine(sample), 200);
}
