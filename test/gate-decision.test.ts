import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type RunEnd, decide } from '../gate/decision.ts';
import { applyOverride } from '../verdict/override.ts';
import { hostileText, sampleHostile, sampleInconclusive, sampleNoGo, sampleVerdict } from './sample-verdict.ts';

const end = (fields: Partial<RunEnd>): RunEnd => ({ target: 'shop', code: 0, document: JSON.stringify(sampleVerdict()), said: '', ...fields });

const unconfirmed = () => {
  const verdict = sampleNoGo();
  return { ...verdict, checks: verdict.checks.map((check) => ({ ...check, findings: check.findings.map((finding) => ({ ...finding, confirmed: false })) })) };
};

const overridden = () => applyOverride(sampleNoGo(), { reason: 'r', by: 'Ann', ticket: null, at: '2026-03-07T02:00:00.000Z', expires: '2026-03-07T03:00:00.000Z', original: { verdict: 'NO_GO', sha256: 'a' } });

const ends: [name: string, end: RunEnd, verdict: string, go: boolean, confirmed: boolean, summary: RegExp][] = [
  ['GO and code 0', end({}), 'GO', true, false, /^GO: all 12/],
  ['NO_GO and code 20', end({ code: 20, document: JSON.stringify(sampleNoGo()) }), 'NO_GO', false, true, /^NO_GO: 3 of 120/],
  ['NO_GO of what nobody saw twice', end({ code: 20, document: JSON.stringify(unconfirmed()) }), 'NO_GO', false, false, /^NO_GO/],
  ['INCONCLUSIVE and code 21', end({ code: 21, document: JSON.stringify(sampleInconclusive()) }), 'INCONCLUSIVE', false, false, /10 of 12/],
  ['an override', end({ document: JSON.stringify(overridden()) }), 'NO_GO', true, false, /^OVERRIDDEN until/],
  ['go without an override', end({ document: JSON.stringify({ ...sampleNoGo(), go: true }) }), 'INCONCLUSIVE', false, false, /was edited/],
  ['GO and another code', end({ code: 1 }), 'INCONCLUSIVE', false, false, /ended with code 1, which its verdict GO does not explain/],
  ['GO of a run that was killed', end({ code: null }), 'INCONCLUSIVE', false, false, /ended by a signal, which/],
  ['NO_GO and code 0', end({ document: JSON.stringify(sampleNoGo()) }), 'INCONCLUSIVE', false, false, /code 0, which its verdict NO_GO/],
  ['no document', end({ code: 2, document: null, said: 'error: --target has\nno target.\n' }), 'INCONCLUSIVE', false, false, /code 2 and left no verdict: error: --target has no target\.$/],
  ['no document and nothing said', end({ document: null }), 'INCONCLUSIVE', false, false, /left no verdict$/],
  ['a cut document', end({ document: '{"schema"' }), 'INCONCLUSIVE', false, false, /is damaged/],
  ['a document of another target', end({ target: 'uat' }), 'INCONCLUSIVE', false, false, /of another target/],
];

for (const [name, of, verdict, go, confirmed, summary] of ends) {
  test(`${name}: ${verdict}${go ? ' that lets the release stay' : ''}${confirmed ? ', confirmed' : ''}`, () => {
    const decision = decide(of);
    assert.deepEqual([decision.verdict, decision.go, decision.confirmed], [verdict, go, confirmed]);
    assert.match(decision.summary, summary);
  });
}

test('no text of the page, and nothing that a run said, is a command to who prints the summary', () => {
  const hostile = sampleHostile();
  for (const ending of [end({ code: 20, document: JSON.stringify({ ...hostile, target: { ...hostile.target, name: 'shop' } }) }), end({ document: null, said: hostileText })]) {
    assert.doesNotMatch(decide(ending).summary, /::|##|SPINNAKER_|[\0-\x1f\x7f-\x9f]/i);
  }
});
