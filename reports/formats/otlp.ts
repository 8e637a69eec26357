import { overrideHead } from '../../verdict/override.ts';
import type { AttemptRecord, CheckResult, FindingRecord, Outcome, Verdict } from '../../verdict/verdict.ts';
import type { Environment, Format } from '../format.ts';
import { gaugesOf } from '../gauges.ts';
import { type KeyValue, type TracePlace, attributesOf, nanoseconds, resourceOf, scopeOf, spanId, tracePlace } from '../otlp-values.ts';
import { shownText } from '../shown-text.ts';

/** Findings of a check that become events of its span. */
const mostEvents = 5;

/** Numbers of the protocol: a span of the program itself; status by how it went. */
const internal = 1;
const status = { unset: 0, ok: 1, error: 2 } as const;

interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  flags: number;
  name: string;
  kind: typeof internal;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: KeyValue[];
  events?: { timeUnixNano: string; name: string; attributes: KeyValue[] }[];
  status: { code: number; message?: string };
}

/** Results of a run in the words of the semantic conventions: of a test suite, and of a task of a pipeline. */
function runResult(verdict: Verdict): { suite: string; task: string } {
  if (verdict.go) return { suite: 'success', task: 'success' };
  if (verdict.verdict === 'NO_GO') return { suite: 'failure', task: 'failure' };
  return verdict.timing.deadlineHit ? { suite: 'timed_out', task: 'timeout' } : { suite: 'aborted', task: 'error' };
}

/** A check that could not be answered did not pass; one that was not executed has no result. */
const caseResults: Record<Outcome, 'pass' | 'fail' | undefined> = { pass: 'pass', flaky: 'pass', fail: 'fail', error: 'fail', skipped: undefined };

function runSpan(verdict: Verdict, place: TracePlace): Span {
  const { id, target, timing, trigger, summary, release } = verdict;
  const { suite, task } = runResult(verdict);
  const attributes = attributesOf({
    'test.suite.name': target.name,
    'test.suite.run.status': suite,
    'cicd.pipeline.task.name': 'gonogo',
    'cicd.pipeline.task.type': 'test',
    'cicd.pipeline.task.run.id': id,
    'cicd.pipeline.task.run.result': task,
    'cicd.pipeline.task.run.url.full': trigger.url,
    'gonogo.verdict': verdict.verdict,
    'gonogo.go': verdict.go,
    'gonogo.override': verdict.override ? shownText(overrideHead(verdict.override), 200) : undefined,
    'gonogo.release.expected': release.expected ?? undefined,
    'url.full': target.url,
  });
  return {
    traceId: place.traceId,
    spanId: spanId(id, 'run'),
    ...(place.parentSpanId ? { parentSpanId: place.parentSpanId } : {}),
    flags: place.flags,
    name: 'gonogo run',
    kind: internal,
    startTimeUnixNano: nanoseconds(Date.parse(timing.startedAt)),
    endTimeUnixNano: nanoseconds(Date.parse(timing.finishedAt)),
    attributes,
    status: verdict.go ? { code: status.ok } : { code: status.error, message: shownText(summary.line, 200) },
  };
}

function checkSpans(verdict: Verdict, check: CheckResult, index: number, place: TracePlace): Span[] {
  const { id: run, timing } = verdict;
  const own = spanId(run, 'check', index);
  const common = { traceId: place.traceId, flags: place.flags, kind: internal } as const;
  const starts = check.attempts.map((attempt) => Date.parse(attempt.startedAt));
  const startedAt = starts.length > 0 ? Math.min(...starts) : Date.parse(timing.startedAt);
  const endedAt = Math.max(startedAt + check.durationMs, ...check.attempts.map(endOf));
  const result = caseResults[check.outcome];
  const span: Span = {
    ...common,
    spanId: own,
    parentSpanId: spanId(run, 'run'),
    name: `check ${check.kind}`,
    startTimeUnixNano: nanoseconds(startedAt),
    endTimeUnixNano: nanoseconds(endedAt),
    attributes: attributesOf({ 'test.case.name': check.title, 'test.case.result.status': result, 'gonogo.check.id': check.id, 'gonogo.check.severity': check.severity, 'gonogo.check.outcome': check.outcome }),
    events: check.findings.slice(0, mostEvents).map(event),
    status: result === 'fail' ? { code: status.error, message: shownText(check.findings[0]?.message ?? check.outcome, 200) } : { code: status.unset },
  };
  return [span, ...check.attempts.map((attempt, number) => ({ ...common, ...attemptSpan(attempt, number), spanId: spanId(run, 'check', index, number), parentSpanId: own }))];
}

function endOf({ startedAt, durationMs }: AttemptRecord): number {
  return Date.parse(startedAt) + durationMs;
}

function attemptSpan(attempt: AttemptRecord, number: number): Pick<Span, 'name' | 'startTimeUnixNano' | 'endTimeUnixNano' | 'attributes' | 'status'> {
  return {
    name: 'attempt',
    startTimeUnixNano: nanoseconds(Date.parse(attempt.startedAt)),
    endTimeUnixNano: nanoseconds(endOf(attempt)),
    attributes: attributesOf({ 'gonogo.attempt.number': number + 1, 'gonogo.attempt.outcome': attempt.outcome }),
    status: { code: attempt.outcome === 'pass' ? status.unset : status.error },
  };
}

function event({ code, message, severity, attribution, confirmed, since }: FindingRecord): { timeUnixNano: string; name: string; attributes: KeyValue[] } {
  return {
    timeUnixNano: nanoseconds(Date.parse(since)),
    name: 'gonogo.finding',
    attributes: attributesOf({ 'gonogo.finding.code': code, 'gonogo.finding.message': message, 'gonogo.finding.severity': severity, 'gonogo.finding.attribution': attribution, 'gonogo.finding.confirmed': confirmed }),
  };
}

/** `otlp-traces.json`, an ExportTraceServiceRequest: the run, its checks, and their attempts. Continues `TRACEPARENT`. */
export function renderTraces(verdict: Verdict, { environment }: { environment: Environment }): string {
  const place = tracePlace(environment, verdict.id);
  const spans = [runSpan(verdict, place), ...verdict.checks.flatMap((check, index) => checkSpans(verdict, check, index, place))];
  return `${JSON.stringify({ resourceSpans: [{ resource: resourceOf(verdict), scopeSpans: [{ scope: scopeOf(verdict), spans }] }] })}\n`;
}

/** `otlp-metrics.json`, an ExportMetricsServiceRequest with the figures of the verdict as gauges. */
export function renderMetrics(verdict: Verdict): string {
  const timeUnixNano = nanoseconds(Date.parse(verdict.timing.finishedAt));
  const metrics = gaugesOf(verdict).map(({ name, unit, help, samples }) => ({
    name,
    description: help,
    unit,
    gauge: { dataPoints: samples.map(({ labels, value }) => ({ attributes: attributesOf(labels), timeUnixNano, asDouble: value })) },
  }));
  return `${JSON.stringify({ resourceMetrics: [{ resource: resourceOf(verdict), scopeMetrics: [{ scope: scopeOf(verdict), metrics }] }] })}\n`;
}

export const format: Format = {
  name: 'otlp',
  files: [
    { name: 'otlp-traces.json', render: renderTraces },
    { name: 'otlp-metrics.json', render: renderMetrics },
  ],
};
