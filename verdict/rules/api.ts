import type { ApiObservation, Attempt, AttemptError, LeftBehind, ReuseObservation, StepObservation, TokenObservation } from '../api-observation.ts';
import type { Attribution, Remark } from '../finding.ts';
import type { JourneyChecks } from '../plan.ts';
import { clip, oneLine } from '../text.ts';
import { type Base, type Call, type StepChecks, judgeAnswer, outOfQuota, unretried } from './api-answer.ts';
import { withoutEnded } from './api-credentials.ts';
import { judgeEncodings } from './api-encodings.ts';
import { judgeTransport } from './api-transport.ts';
import { milder } from './page-rule.ts';
import { judgeWebhook } from './webhook.ts';

export { acceptsStatus } from './api-answer.ts';

/**
 * What of a journey's answers is not as partners rely on. Pure.
 *
 * @param context.attribution whose the API is; a name that does not resolve or a connection that cannot be made is the
 * environment's.
 */
export function judgeJourney(observation: ApiObservation, journey: JourneyChecks, context: { attribution: Attribution }): Remark[] {
  const base: Base = { severity: journey.severity, attribution: context.attribution };
  const remarks: Remark[] = [];
  const { token } = observation;
  let failed = token !== undefined && token.error !== null;
  if (token && token.error !== null) remarks.push(tokenless(token, token.error, base));
  for (const [index, step] of journey.steps.entries()) {
    const seen = observation.steps[index];
    if (seen === undefined || seen.attempts.length === 0) {
      const told: Remark[] = seen ? judgeUncalled(seen, step, failed, base) : [];
      failed ||= told.some(({ code }) => code === 'NOT_OBSERVED');
      remarks.push(...told);
      continue;
    }
    // A clean-up of what was never made has nothing to find.
    const own = failed && seen.cleanup ? { ...base, severity: milder(base.severity, 'minor') } : base;
    const found = [...judgeStep(seen, step, own), ...(seen.encodings === undefined ? [] : judgeEncodings(seen.encodings, callOf(seen, step), own))];
    failed ||= found.some(isFailure);
    remarks.push(...found);
  }
  const isCalled = (seen: StepObservation | undefined) => (seen?.attempts.length ?? 0) > 0;
  const unseen = !observation.steps.some(isCalled) || journey.steps.some((_, index) => !isCalled(observation.steps[index]) && observation.steps[index]?.skipped?.reason !== 'not-due');
  if (unseen && !failed) remarks.push(notObserved(journey.id, 'not all of its steps were called', base));
  return [...withoutEnded(remarks, observation), ...judgeReuse(observation.reuse, base), ...judgeTransport(observation, journey, base), ...judgeLeftBehind(observation.leftBehind ?? [])];
}

/** It says nothing of the release: somebody killed a run. */
function judgeLeftBehind(all: LeftBehind[]): Remark[] {
  return all.map((data): Remark => ({ code: 'LEFT_BEHIND', severity: data.outcome === 'cleaned' ? 'trivial' : 'minor', attribution: 'runner', data }));
}

function judgeUncalled(seen: StepObservation, step: StepChecks, failed: boolean, base: Base): Remark[] {
  const call = callOf(seen, step);
  const { reason, detail } = seen.skipped ?? {};
  if (reason === 'not-due') return [{ code: 'STEP_NOT_DUE', severity: 'trivial', attribution: base.attribution, data: { ...call, reason: detail ?? '' } }];
  if (failed) return [{ code: 'STEP_NOT_REACHED', severity: milder(base.severity, 'minor'), attribution: base.attribution, data: { ...call, ...(detail === undefined ? {} : { reason: detail }) } }];
  return reason === 'unusable' ? [notObserved(`${call.method} ${call.url}`, detail ?? '', base)] : [];
}

/** A late answer and one at a second attempt are answers. */
function isFailure(remark: Remark): boolean {
  return remark.code !== 'API_RETRIED' && !(remark.code === 'API_SLOW' && remark.data.degraded);
}

function callOf(seen: StepObservation, step: StepChecks): Call {
  return { method: seen.method, url: seen.url, step: step.name };
}

function judgeStep(seen: StepObservation, step: StepChecks, base: Base): Remark[] {
  const call = callOf(seen, step);
  const attempts = seen.attempts.length;
  const last = seen.attempts.at(-1);
  const { waited } = seen;
  // The last of several calls gets only the time that is left.
  if (waited && waited.missing !== null && (last?.answer || last?.error?.kind === 'timeout')) return [{ code: 'API_NOT_SETTLED', ...base, data: { ...call, calls: waited.calls, withinMs: waited.withinMs, missing: waited.missing } }];
  if (!last?.answer) return [unanswered(last?.error ?? null, call, { attempts, ...unretried(seen) }, step.budgetMs, base)];
  const problems = [...judgeAnswer(last.answer, seen, step, call, base), ...judgeCaptures(seen, call, base), ...judgeWebhook(seen.webhook, call, base)];
  if (attempts === 1 || problems.some(isFailure)) return problems;
  return [...problems, { code: 'API_RETRIED', ...base, severity: milder(base.severity, 'minor'), data: { ...call, attempts, first: endOf(seen.attempts[0]) } }];
}

function judgeCaptures({ captured = [] }: StepObservation, call: Call, base: Base): Remark[] {
  return captured.flatMap(({ name, path, problem }): Remark[] => (problem === null ? [] : [{ code: 'API_NOT_CAPTURED', ...base, data: { ...call, name, path, problem } }]));
}

function unanswered(error: AttemptError | null, call: Call, tried: { attempts: number; unretried?: number }, budgetMs: number, base: Base): Remark {
  if (error === null || error.kind === 'aborted') return notObserved(`${call.method} ${call.url}`, 'the run ended before it was answered', base);
  if (error.kind === 'quota') return outOfQuota({ answered: false, detail: error.message, attempts: tried.attempts - 1 }, call, base);
  if (error.kind === 'timeout') return { code: 'API_TIMEOUT', ...base, data: { ...call, error, budgetMs, ...tried } };
  const environmental = error.kind === 'dns' || error.kind === 'connect' || (error.kind === 'tls' && base.attribution === 'release');
  const attribution = error.kind === 'proxy' ? 'runner' : environmental ? 'environment' : base.attribution;
  return { code: 'API_UNREACHABLE', ...base, attribution, data: { ...call, error, ...tried } };
}

function tokenless(token: TokenObservation, error: string, base: Base): Remark {
  if (token.interrupted) return notObserved(token.url, 'the run ended before it gave a token', base);
  return { code: 'API_NO_TOKEN', ...base, attribution: token.source === 'github' || token.proxy ? 'runner' : token.status === null ? 'environment' : base.attribution, data: { url: token.url, error, source: token.source } };
}

function notObserved(subject: string, detail: string, { severity }: Base): Remark {
  return { code: 'NOT_OBSERVED', severity, attribution: 'runner', data: { subject, reason: 'interrupted', detail } };
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
