import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { renderEvent } from '../reports/formats/cdevents.ts';
import { renderStatement } from '../reports/formats/in-toto.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { encodeVerdict } from '../verdict/wire.ts';
import { sampleInconclusive, sampleNoGo, samples, sampleVerdict } from './sample-verdict.ts';

const ajv = new Ajv2020({ allErrors: true });
addFormats.default(ajv);

const filled = { type: 'string', minLength: 1 };
const closed = (properties: Record<string, object>, optional: string[] = []) => ({ type: 'object', additionalProperties: false, required: Object.keys(properties).filter((name) => !optional.includes(name)), properties });

/** Written from the tables of the CDEvents specification 0.5.0 ("testSuiteRun finished"); no package carries its schemas. */
const validEvent = ajv.compile(closed({
  context: closed({ specversion: { const: '0.5.0' }, id: filled, source: { ...filled, format: 'uri-reference' }, type: { const: 'dev.cdevents.testsuiterun.finished.0.3.0' }, timestamp: { type: 'string', format: 'date-time' } }),
  subject: closed({
    id: filled,
    source: { ...filled, format: 'uri-reference' },
    content: closed({
      outcome: { enum: ['success', 'failure', 'cancel', 'error'] },
      severity: { enum: ['low', 'medium', 'high', 'critical'] },
      reason: { type: 'string' },
      environment: closed({ id: filled, source: { ...filled, format: 'uri-reference' } }, ['source']),
      testSuite: closed({ id: filled, name: { type: 'string' }, version: { type: 'string' } }),
    }, ['severity']),
  }),
  customData: { type: 'object' },
  customDataContentType: { const: 'application/json' },
}));

const resource = { type: 'object', additionalProperties: false, minProperties: 1, properties: { name: filled, uri: { type: 'string', format: 'uri' }, digest: { type: 'object', minProperties: 1, additionalProperties: { type: 'string', pattern: '^[0-9a-f]+$' } } } };
const tests = { type: 'array', items: filled };

/** Written from the fields of in-toto's Statement v1 and its predicate test-result v0.1; the own predicate stands beside it. */
const validStatement = ajv.compile({
  ...closed({
    _type: { const: 'https://in-toto.io/Statement/v1' },
    subject: { type: 'array', minItems: 1, items: { ...resource, required: ['digest'] } },
    predicateType: { enum: ['https://in-toto.io/attestation/test-result/v0.1', 'urn:gonogo:verdict:v1'] },
    predicate: { type: 'object' },
  }),
  if: { properties: { predicateType: { const: 'https://in-toto.io/attestation/test-result/v0.1' } } },
  then: { properties: { predicate: closed({ result: { enum: ['PASSED', 'WARNED', 'FAILED'] }, configuration: { type: 'array', items: resource }, url: { type: 'string', format: 'uri' }, passedTests: tests, warnedTests: tests, failedTests: tests }, ['url']) } },
});

interface Event { context: { id: string; source: string }; subject: { content: { outcome: string; severity?: string } } }
interface Statement { subject: { name: string; digest: Record<string, string> }[]; predicateType: string; predicate: { result?: string; verdict?: string; failedTests?: string[]; warnedTests?: string[] } }

const eventOf = (verdict: Verdict) => JSON.parse(renderEvent(verdict)) as Event;
const statementOf = (verdict: Verdict) => JSON.parse(renderStatement(verdict)) as Statement;

for (const [name, sample] of Object.entries(samples)) {
  describe(name, () => {
    test('cdevents.json keeps to the specification', () => {
      assert.ok(validEvent(eventOf(sample())), JSON.stringify(validEvent.errors?.slice(0, 3)));
      assert.ok(Buffer.byteLength(renderEvent(sample())) < 64 * 1024, 'the size that every CloudEvents consumer takes');
    });

    test('in-toto.json is a statement about this very verdict', () => {
      const statement = statementOf(sample());
      assert.ok(validStatement(statement), JSON.stringify(validStatement.errors?.slice(0, 3)));
      const sha256 = createHash('sha256').update(encodeVerdict(sample())).digest('hex');
      assert.deepEqual(statement.subject, [{ name: 'verdict.json', digest: { sha256 } }]);
      assert.doesNotMatch(renderStatement(sample()), /[\r\n]/);
    });

    test('no text in either is a command, a control character or half a character', () => {
      for (const made of [renderEvent(sample()), renderStatement(sample())]) assert.doesNotMatch(made, /::|##|\\u00[01][0-9a-f]|\\ud[89a-f]|\u202e/i);
    });
  });
}

const go = sampleVerdict();
const results: [string, Verdict, string, string | undefined, string | undefined][] = [
  ['GO', go, 'success', undefined, 'PASSED'],
  ['GO with something flaky', { ...go, checks: go.checks.map((check) => ({ ...check, outcome: 'flaky' as const })) }, 'success', undefined, 'WARNED'],
  ['NO_GO', sampleNoGo(), 'failure', 'critical', 'FAILED'],
  ['NO_GO, overridden', { ...sampleNoGo(), go: true }, 'success', 'critical', 'FAILED'],
  ['INCONCLUSIVE', sampleInconclusive(), 'error', 'critical', undefined],
];
for (const [name, verdict, outcome, severity, result] of results) {
  test(`${name} is ${outcome} to CDEvents and ${result ?? 'no result'} to in-toto`, () => {
    const { content } = eventOf(verdict).subject;
    assert.deepEqual([content.outcome, content.severity], [outcome, severity]);
    const { predicate, predicateType } = statementOf(verdict);
    assert.equal(predicate.result, result);
    if (result === undefined) assert.deepEqual([predicateType, predicate.verdict], ['urn:gonogo:verdict:v1', 'INCONCLUSIVE']);
  });
}

test('tests are listed by how they ended', () => {
  const { predicate } = statementOf(sampleNoGo());
  assert.deepEqual(predicate.failedTests, ['Checkout shows content', 'ACME Logistics: place an order', 'Home loads its resources']);
  assert.deepEqual(predicate.warnedTests, ['ACME Logistics: read stock']);
});

test('a release that is a proven commit is the subject', () => {
  const commit = 'c'.repeat(40);
  const release = { expected: commit, observed: [commit], match: true };
  assert.deepEqual(statementOf(sampleVerdict({ release })).subject, [{ name: 'shop', digest: { gitCommit: commit } }]);
  assert.equal(statementOf(sampleVerdict({ release: { ...release, match: 'unknown' } })).subject[0]?.name, 'verdict.json');
});

test('events of different runs differ in their id and share their source', () => {
  const [one, other] = [eventOf(sampleVerdict()), eventOf(sampleVerdict({ id: 'another' }))];
  assert.deepEqual([one.context.id === other.context.id, one.context.source === other.context.source], [false, true]);
});
