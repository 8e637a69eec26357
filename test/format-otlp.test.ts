import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { renderMetrics, renderTraces } from '../reports/formats/otlp.ts';
import type { Environment } from '../reports/format.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { assertMessage, metricsRequest, traceRequest } from './otlp-message.ts';
import { sampleInconclusive, sampleNoGo, samples, sampleVerdict } from './sample-verdict.ts';

interface Attribute { key: string; value: { stringValue?: string; boolValue?: boolean; intValue?: string } }
interface Span { traceId: string; spanId: string; parentSpanId?: string; flags: number; name: string; startTimeUnixNano: string; endTimeUnixNano: string; attributes: Attribute[]; events?: { name: string }[]; status: { code: number } }

function spansOf(verdict: Verdict, environment: Environment = {}): Span[] {
  const { resourceSpans } = JSON.parse(renderTraces(verdict, { environment })) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] };
  return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}

function attributes({ attributes: list }: Span): Record<string, unknown> {
  return Object.fromEntries(list.map(({ key, value }) => [key, Object.values(value)[0]]));
}

for (const [name, sample] of Object.entries(samples)) {
  describe(name, () => {
    test('traces are a request of the protocol', () => assertMessage(traceRequest, renderTraces(sample(), { environment: {} })));
    test('metrics are a request of the protocol', () => assertMessage(metricsRequest, renderMetrics(sample())));

    test('spans are one tree with ids that differ, and no text is active or endless', () => {
      const spans = spansOf(sample());
      const ids = new Set(spans.map(({ spanId }) => spanId));
      assert.equal(ids.size, spans.length);
      assert.deepEqual(spans.filter(({ parentSpanId }) => parentSpanId === undefined).map(({ name: span }) => span), ['gonogo run']);
      for (const span of spans) {
        assert.match(`${span.traceId} ${span.spanId}`, /^[0-9a-f]{32} [0-9a-f]{16}$/);
        assert.ok(span.parentSpanId === undefined || ids.has(span.parentSpanId));
        assert.ok(BigInt(span.startTimeUnixNano) <= BigInt(span.endTimeUnixNano));
        for (const { value } of span.attributes) assert.ok((value.stringValue ?? '').length <= 1000 && !/[\0-\x1f]|::/.test(value.stringValue ?? ''));
      }
    });
  });
}

test('a protocol message with an unknown field is found', () => {
  assert.throws(() => assertMessage(traceRequest, '{"resourceSpans":[{"nope":1}]}'));
});

const results: [string, Verdict, string, string, number][] = [
  ['GO', sampleVerdict(), 'success', 'success', 1],
  ['NO_GO', sampleNoGo(), 'failure', 'failure', 2],
  ['INCONCLUSIVE by the deadline', sampleInconclusive(), 'timed_out', 'timeout', 2],
  ['INCONCLUSIVE', { ...sampleInconclusive(), timing: sampleVerdict().timing }, 'aborted', 'error', 2],
];
for (const [name, verdict, suite, task, code] of results) {
  test(`${name} is ${suite} of a suite and ${task} of a task`, () => {
    const [run] = spansOf(verdict);
    assert.ok(run);
    const told = attributes(run);
    assert.deepEqual([told['test.suite.run.status'], told['cicd.pipeline.task.run.result'], run.status.code, told['gonogo.go']], [suite, task, code, verdict.go]);
  });
}

test('a failed check has its finding as an event, and a span for each attempt', () => {
  const spans = spansOf(sampleNoGo());
  const check = spans.find((span) => attributes(span)['gonogo.check.id'] === 'white-screen:/checkout');
  assert.equal(check && attributes(check)['test.case.result.status'], 'fail');
  assert.deepEqual(check?.events?.map(({ name }) => name), ['gonogo.finding']);
  assert.equal(spans.filter(({ parentSpanId }) => parentSpanId === check?.spanId).length, 1);
});

const trace = 'a'.repeat(32);
const parents: [string, string | undefined, boolean][] = [
  ['is continued', `00-${trace}-00f067aa0ba902b7-01`, true],
  ['of a later version is continued', `01-${trace}-00f067aa0ba902b7-01-more`, true],
  ['of zeros is not', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, false],
  ['with a parent of zeros is not', `00-${trace}-${'0'.repeat(16)}-01`, false],
  ['of version ff is not', `ff-${trace}-00f067aa0ba902b7-01`, false],
  ['in capitals is not', `00-${trace.toUpperCase()}-00f067aa0ba902b7-01`, false],
  ['that is absent is not', undefined, false],
];
for (const [sentence, parent, continued] of parents) {
  test(`a TRACEPARENT that ${sentence}`, () => {
    const [run] = spansOf(sampleVerdict(), { TRACEPARENT: parent });
    assert.equal(run?.traceId === trace, continued);
    assert.equal(run?.parentSpanId, continued ? '00f067aa0ba902b7' : undefined);
  });
}

test('the same run has the same ids, another one has others', () => {
  assert.equal(renderTraces(sampleNoGo(), { environment: {} }), renderTraces(sampleNoGo(), { environment: {} }));
  assert.notEqual(spansOf(sampleVerdict())[0]?.traceId, spansOf(sampleVerdict({ id: 'another' }))[0]?.traceId);
});
