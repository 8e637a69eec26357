import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exitCode } from '../verdict/exit-code.ts';
import { type JudgeInput, judge } from '../verdict/judge.ts';
import type { CheckPlan, Policy } from '../verdict/plan.ts';
import type { CheckResult, FindingRecord, Verdict } from '../verdict/verdict.ts';

const policy: Policy = { block: ['blocker', 'critical'], flaky: 'warn', dependency: 'inconclusive' };
const since = '2026-11-24T10:00:00.000Z';

function plan(id: string, severity: CheckPlan['severity'] = 'blocker'): CheckPlan {
  return { id, kind: 'api', title: id, severity, subject: id };
}

function finding(change: Partial<FindingRecord> = {}): FindingRecord {
  return { code: 'API_STATUS', severity: 'blocker', attribution: 'release', confirmed: true, message: 'it broke', advice: 'mend it', since, data: {}, evidence: [], ...change };
}

function result(id: string, outcome: CheckResult['outcome'], ...findings: FindingRecord[]): CheckResult {
  return { id, kind: 'api', title: id, severity: 'blocker', outcome, durationMs: 1, attempts: [], findings, metrics: {}, evidence: [] };
}

const release: Verdict['release'] = { expected: null, observed: [], match: 'unknown' };
const lost = finding({ code: 'RUNNER_FAILED', attribution: 'runner' });
const missed = result('b', 'error', finding({ code: 'NOT_OBSERVED', attribution: 'runner' }));

const cases: { name: string; input: Partial<JudgeInput>; verdict: Verdict['verdict']; codes: string[] }[] = [
  { name: 'all passed is GO', input: {}, verdict: 'GO', codes: [] },
  { name: 'nothing planned is never GO', input: { planned: [], results: [] }, verdict: 'INCONCLUSIVE', codes: ['NOTHING_PLANNED'] },
  { name: 'a planned critical check without a result is never GO', input: { results: [result('a', 'pass')] }, verdict: 'INCONCLUSIVE', codes: ['COVERAGE'] },
  { name: 'a skipped critical check is never GO', input: { results: [result('a', 'pass'), result('b', 'skipped')] }, verdict: 'INCONCLUSIVE', codes: ['COVERAGE'] },
  { name: 'a check that could not be answered is the runner\'s', input: { results: [result('a', 'pass'), missed] }, verdict: 'INCONCLUSIVE', codes: ['NOT_OBSERVED', 'COVERAGE'] },
  { name: 'a minor check that was not executed does not block', input: { planned: [plan('a'), plan('b', 'minor')], results: [result('a', 'pass')] }, verdict: 'GO', codes: [] },
  { name: 'a confirmed finding of the release is NO_GO', input: { results: [result('a', 'pass'), result('b', 'fail', finding())] }, verdict: 'NO_GO', codes: ['API_STATUS'] },
  { name: 'a confirmed finding of the environment is NO_GO', input: { results: [result('a', 'pass'), result('b', 'fail', finding({ attribution: 'environment' }))] }, verdict: 'NO_GO', codes: ['API_STATUS'] },
  { name: 'coverage gaps do not soften a NO_GO', input: { results: [result('a', 'fail', finding()), missed], deadlineHit: true, trouble: [lost] }, verdict: 'NO_GO', codes: ['API_STATUS', 'RUNNER_FAILED', 'NOT_OBSERVED', 'DEADLINE', 'COVERAGE'] },
  { name: 'a failure that nobody saw twice proves nothing', input: { results: [result('a', 'pass'), result('b', 'fail', finding({ confirmed: false }))] }, verdict: 'INCONCLUSIVE', codes: ['API_STATUS'] },
  { name: 'a failure that went away is a warning', input: { results: [result('a', 'pass'), result('b', 'flaky', finding({ confirmed: false }))] }, verdict: 'GO', codes: [] },
  { name: 'unless policy says that it blocks', input: { policy: { ...policy, flaky: 'block' }, results: [result('a', 'pass'), result('b', 'flaky', finding({ confirmed: false }))] }, verdict: 'NO_GO', codes: ['API_STATUS'] },
  { name: 'a failing runner is never NO_GO and never GO', input: { trouble: [lost] }, verdict: 'INCONCLUSIVE', codes: ['RUNNER_FAILED'] },
  { name: 'the deadline is never GO', input: { deadlineHit: true }, verdict: 'INCONCLUSIVE', codes: ['DEADLINE'] },
  { name: 'a broken dependency is INCONCLUSIVE', input: { results: [result('a', 'pass'), result('b', 'fail', finding({ attribution: 'dependency' }))] }, verdict: 'INCONCLUSIVE', codes: ['API_STATUS'] },
  { name: 'unless policy says that it only warns', input: { policy: { ...policy, dependency: 'warn' }, results: [result('a', 'pass'), result('b', 'fail', finding({ attribution: 'dependency' }))] }, verdict: 'GO', codes: [] },
  { name: 'a normal finding warns', input: { results: [result('a', 'pass'), result('b', 'pass', finding({ severity: 'normal' }))] }, verdict: 'GO', codes: [] },
  { name: 'unless policy blocks on normal', input: { policy: { ...policy, block: ['blocker', 'critical', 'normal'] }, results: [result('a', 'pass'), result('b', 'fail', finding({ severity: 'normal' }))] }, verdict: 'NO_GO', codes: ['API_STATUS'] },
  { name: 'the expected release, proven, is GO', input: { release: { expected: 'r2', observed: ['r2'], match: true } }, verdict: 'GO', codes: [] },
  { name: 'the expected release, not proven, is INCONCLUSIVE', input: { release: { expected: 'r2', observed: [], match: 'unknown' } }, verdict: 'INCONCLUSIVE', codes: ['RELEASE_UNPROVEN'] },
  { name: 'another release, told by its check, is told once', input: { planned: [plan('r', 'blocker')], results: [{ ...result('r', 'fail', { ...finding(), code: 'WRONG_RELEASE' }), kind: 'release' }], release: { expected: 'r2', observed: ['r1'], match: false } }, verdict: 'NO_GO', codes: ['WRONG_RELEASE'] },
  { name: 'a release that is not proven is INCONCLUSIVE, whatever the policy blocks', input: { planned: [plan('r', 'blocker')], policy: { ...policy, block: [] }, results: [{ ...result('r', 'pass', { ...finding(), code: 'RELEASE_UNPROVEN', confirmed: false }), kind: 'release' }], release: { expected: 'r2', observed: [], match: 'unknown' } }, verdict: 'INCONCLUSIVE', codes: ['RELEASE_UNPROVEN'] },
  { name: 'another release is NO_GO', input: { release: { expected: 'r2', observed: ['r1'], match: false } }, verdict: 'NO_GO', codes: ['WRONG_RELEASE'] },
  { name: 'a failure that nothing explains is never GO', input: { results: [result('a', 'pass'), result('b', 'fail')] }, verdict: 'INCONCLUSIVE', codes: ['UNEXPLAINED'] },
];

for (const { name, input, verdict, codes } of cases) {
  test(name, () => {
    const judged = judge({ planned: [plan('a'), plan('b')], results: [result('a', 'pass'), result('b', 'pass')], policy, trouble: [], deadlineHit: false, release, ...input });
    assert.equal(judged.verdict, verdict);
    assert.deepEqual(judged.reasons.map(({ code }) => code), codes);
  });
}

test('one cause on three checks is one reason that counts them', () => {
  const cause = { cause: { url: 'https://shop.example/app.js' } };
  const results = ['a', 'b', 'c'].map((id) => result(id, 'fail', finding({ data: cause, message: `${id} broke` })));
  const { reasons } = judge({ planned: ['a', 'b', 'c'].map((id) => plan(id)), results, policy, trouble: [], deadlineHit: false, release });
  assert.deepEqual(reasons.map(({ message }) => message), ['a broke (and on 2 more)']);
});

test('exit codes follow the verdict', () => {
  const code = (verdict: Verdict['verdict'], style: 'verdict' | 'binary') => exitCode({ verdict, go: verdict === 'GO' }, style);
  assert.deepEqual(['GO', 'NO_GO', 'INCONCLUSIVE'].map((verdict) => code(verdict as Verdict['verdict'], 'verdict')), [0, 20, 21]);
  assert.deepEqual(['GO', 'NO_GO', 'INCONCLUSIVE'].map((verdict) => code(verdict as Verdict['verdict'], 'binary')), [0, 1, 1]);
});
