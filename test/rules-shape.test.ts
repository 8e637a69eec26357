import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answer, ApiObservation, StepObservation } from '../verdict/api-observation.ts';
import type { FindingCode, FindingData } from '../verdict/finding.ts';
import { wordsFor } from '../verdict/messages.ts';
import type { JsonValue, Severity } from '../verdict/plan.ts';
import { judgeShapes } from '../verdict/rules/shape.ts';
import { learnShape } from '../verdict/shape/json-shape.ts';

const at = '2026-11-24T10:00:00.000Z';
const url = 'https://api.example/v1/orders';
const shape = (value: JsonValue) => learnShape(value, (text) => text);
const order = { id: 1, total: { amount: 5 }, state: 'paid', at: '2026-03-01T10:00:00Z', lines: [1] };
const orders = [order, order, order, order, order];

interface Case {
  name: string;
  /** Absent: the answer is no JSON. */
  now?: JsonValue;
  answer?: Partial<Answer>;
  step?: string;
  severity?: Severity;
  expected: string[];
}

const cases: Case[] = [
  { name: 'the same shape', now: orders, expected: [] },
  { name: 'a step that nothing is known of', now: 1, step: 'other', expected: [] },
  { name: 'a status that is not accepted', now: { title: 'x' }, answer: { status: 500 }, expected: [] },
  { name: 'what was told by the expectation', answer: { jsonError: 'no JSON' }, expected: [] },
  { name: 'a field gone', now: orders.map(({ total: _, ...rest }) => rest), expected: ['SHAPE_FIELD_GONE critical: GET /v1/orders: $[*].total (object) is missing; expected the shape that release 7 answered with'] },
  { name: 'more than can be told', now: [{ id: 1 }], expected: ['SHAPE_FIELD_GONE critical: GET /v1/orders: $[*].at (string) is missing; $[*].lines (array) is missing; $[*].state (string) is missing; and 1 more; expected the shape that release 7 answered with'] },
  { name: 'several kinds', now: [{ ...order, id: '1', total: null }], expected: ['SHAPE_NULL critical: GET /v1/orders: $[*].total is null; it was always object; expected the shape that release 7 answered with', 'SHAPE_TYPE critical: GET /v1/orders: $[*].id is string; it was number; expected the shape that release 7 answered with'] },
  { name: 'what matters little', now: [{ ...order, id: '1' }], severity: 'minor', expected: ['SHAPE_TYPE minor: GET /v1/orders: $[*].id is string; it was number; expected the shape that release 7 answered with'] },
  { name: 'an unknown word', now: [{ ...order, state: 'lost' }], expected: ['SHAPE_VALUE normal: GET /v1/orders: $[*].state is lost; known are paid; expected the shape that release 7 answered with'] },
  { name: 'an empty list', now: [], expected: ['SHAPE_EMPTY normal: GET /v1/orders: $ is an empty list; it was never empty; expected the shape that release 7 answered with'] },
  { name: 'another status', now: orders, answer: { status: 202 }, expected: ['SHAPE_STATUS normal: GET /v1/orders answered 202; nothing was learned of such an answer; expected status 200, as release 7 answered'] },
  { name: 'no JSON any more', answer: { contentType: 'text/plain' }, expected: ['SHAPE_NO_JSON critical: GET /v1/orders answered as text/plain; expected JSON, as release 7 answered'] },
];

for (const { name, now, answer, step = 'list', severity = 'critical', expected } of cases) {
  test(`${name}: ${expected.map((line) => line.split(' ')[0]).join(', ') || 'nothing to remark on'}`, () => {
    const last = { status: 200, headers: {}, contentType: 'application/json', bytes: 2, truncated: false, sample: '{}', ...answer };
    const seen: StepObservation = { name: step, method: 'GET', url, cleanup: false, attempts: [{ startedAt: at, durationMs: 20, answer: last, error: null }], values: [], ...(now === undefined ? {} : { shape: shape(now) }) };
    const observation: ApiObservation = { kind: 'api', subject: 'api:p/j', startedAt: at, durationMs: 90, steps: [seen], reuse: null };
    const journey = { id: 'api:p/j', partner: 'p', name: 'j', severity, steps: [{ name: step, method: 'GET', url, budgetMs: 20_000, expect: { status: [], headers: {}, json: {} } }] };
    const learned = { steps: { list: { 200: shape(orders) } }, taken: { at, run: 'run-1', gonogo: '0.1.0', target: { name: 'shop', environment: 'production' }, release: '7' } };
    const remarks = judgeShapes(observation, journey, learned, 'release');
    assert.deepEqual(remarks.map(({ code, severity: how, data }) => {
      const words = wordsFor(code, data as FindingData[FindingCode]);
      return `${code} ${how}: ${words.seen}; expected ${words.expected}`;
    }), expected);
  });
}
