import type { ApiObservation, Attempt, StepObservation } from '../api-observation.ts';
import type { Remark } from '../finding.ts';
import type { JourneyChecks } from '../plan.ts';
import { clip, oneLine } from '../text.ts';
import type { Base } from './api-answer.ts';
import { judgeCredentials } from './api-credentials.ts';
import { milder } from './page-rule.ts';

/** Days that a certificate must still be good for, unless the partner's configuration says otherwise. */
export const defaultExpiry = { warnDays: 14, failDays: 2 };

const dayMs = 86_400_000;

/** Milliseconds that two clocks may be apart: checks of tokens and signatures usually grant as much or more. */
const mostSkewMs = 60_000;

/** Days before an announced end from which on it is urgent. */
const urgentDays = 30;

/** What certificates, credentials, clocks and announcements in headers say of the days to come. Pure; now is when the call was made. */
export function judgeTransport(observation: ApiObservation, { expiry = defaultExpiry, http }: Pick<JourneyChecks, 'expiry' | 'http'>, base: Base): Remark[] {
  const attempts = observation.steps.flatMap((step) => step.attempts.map((attempt) => ({ step, attempt })));
  return [
    ...attempts.flatMap(({ attempt }) => judgeCertificate(attempt, expiry, base)),
    ...(http === undefined ? [] : observation.steps.flatMap((step) => judgeProtocol(step, base))),
    ...judgeCredentials(observation, expiry.warnDays, base),
    ...attempts.flatMap(({ step, attempt }) => judgeClock(attempt, new URL(step.url).host, base)),
    ...observation.steps.flatMap((step) => step.attempts.slice(-1).flatMap((attempt) => judgeAnnouncement(attempt, { method: step.method, url: step.url, step: step.name }, base))),
  ].filter(firstOfKind());
}

function judgeCertificate({ startedAt, tls }: Attempt, { warnDays, failDays }: typeof defaultExpiry, base: Base): Remark[] {
  if (tls === undefined || tls.validTo === null) return [];
  const days = Math.floor((Date.parse(tls.validTo) - Date.parse(startedAt)) / dayMs);
  if (days >= warnDays) return [];
  const urgent = days < failDays;
  const data = { host: tls.host, issuer: tls.issuer, validTo: tls.validTo, days, limitDays: urgent ? failDays : warnDays };
  return [{ code: 'CERTIFICATE_EXPIRES', ...base, severity: urgent ? base.severity : milder(base.severity, 'normal'), attribution: environmentOr(base), data }];
}

/** Of the last attempt, which is the one that made the answer. */
function judgeProtocol({ name, method, url, attempts }: StepObservation, base: Base): Remark[] {
  const { answer, tls } = attempts.at(-1) ?? {};
  return !answer || tls === undefined || tls.http === '2' ? [] : [{ code: 'API_PROTOCOL', ...base, data: { method, url, step: name, http: tls.http } }];
}

/** An answer from a cache carries the time of its making, so it says nothing of a clock. */
function judgeClock({ startedAt, durationMs, answer }: Attempt, host: string, base: Base): Remark[] {
  const { date, age } = answer?.headers ?? {};
  const theirs = Date.parse(date ?? '');
  if (Number.isNaN(theirs) || age !== undefined) return [];
  const [earliest, latest] = [Date.parse(startedAt), Date.parse(startedAt) + durationMs];
  const skewMs = theirs < earliest ? theirs - earliest : Math.max(0, theirs - latest);
  if (Math.abs(skewMs) <= mostSkewMs) return [];
  return [{ code: 'CLOCK_SKEW', ...base, severity: milder(base.severity, 'normal'), attribution: environmentOr(base), data: { host, seconds: Math.round(skewMs / 1000), limitSeconds: mostSkewMs / 1000 } }];
}

/** `Sunset` (RFC 8594) is a date, `Deprecation` (RFC 9745) a time as `@seconds`; older servers send `true` or a date. */
function judgeAnnouncement({ startedAt, answer }: Attempt, call: { method: string; url: string; step: string }, base: Base): Remark[] {
  const { sunset, deprecation } = answer?.headers ?? {};
  const end = Date.parse(sunset ?? '');
  const ends = !Number.isNaN(end);
  if (!ends && (deprecation === undefined || deprecation === 'false')) return [];
  const days = ends ? Math.floor((end - Date.parse(startedAt)) / dayMs) : null;
  const severity = milder(base.severity, days !== null && days < urgentDays ? 'normal' : 'minor');
  return [{ code: 'API_SUNSET', ...base, severity, data: { ...call, end: ends ? new Date(end).toISOString() : null, days, announcement: clip(oneLine([sunset, deprecation].filter(Boolean).join('; ')), 100) } }];
}

/** Certificates and clocks are not part of what is deployed; those of others stay theirs. */
function environmentOr({ attribution }: Base): Base['attribution'] {
  return attribution === 'release' ? 'environment' : attribution;
}

/** One remark of each kind for each host, credential and call. */
function firstOfKind(): (remark: Remark) => boolean {
  const seen = new Set<string>();
  return ({ code, data }) => {
    const key = `${code} ${'host' in data ? data.host : 'step' in data ? data.step : 'name' in data ? data.name : ''}`;
    const isFirst = !seen.has(key);
    seen.add(key);
    return isFirst;
  };
}
