import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readDuration } from '../config/duration.ts';
import { readGate } from '../config/schema.ts';
import { detectDeploy, readInstant } from '../cli/deployed-at.ts';
import { clockTime } from '../reports/clock-time.ts';
import { renderSummary } from '../reports/formats/summary.ts';
import { rollbackPart } from '../reports/html/rollback-part.ts';
import { nextStep } from '../reports/next-step.ts';
import { renderTerminal } from '../reports/terminal.ts';
import { type ClockInput, rollbackClock } from '../verdict/rollback-clock.ts';
import { type RollbackFacts, howMany, rollbackReadiness } from '../verdict/rollback.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { sampleNoGo } from './sample-verdict.ts';

const min = 60_000;
const fetchable = { state: 'fetchable', detail: 'https://registry.example/shop answered 200', at: '2026-11-25T14:00:00.000Z' } as const;

/** Everything is declared and found to be well. */
const ready: RollbackFacts = {
  command: 'helm rollback shop 41', runbook: null, lastGood: { release: '2026.11.2', proof: fetchable },
  takes: { ms: 25 * min, rehearsed: '2026-10-01' }, migrations: 'none', maxOutageMs: 60 * min, fixTakesMs: null, prefer: 'roll-back',
};
const migrations = (...effects: ('safe' | 'unsafe' | 'unknown')[]): RollbackFacts['migrations'] => ({
  tool: 'prisma', since: ['1_a'], newest: '2_b', pending: [{ name: '2_b', changes: effects.map((effect) => ({ effect, reason: `is ${effect} for t`, statement: `${effect} STATEMENT` })) }],
});

describe('whether the release can be rolled back', () => {
  const cases: [what: string, facts: Partial<RollbackFacts>, safe: boolean | 'unknown', said: RegExp | null][] = [
    ['all is declared and found', {}, true, null],
    ['a runbook is as good as a command', { command: null, runbook: 'https://wiki.example/rollback' }, true, null],
    ['how long it takes does not make it unsafe', { takes: null }, true, null],
    ['safe statements only', { migrations: migrations('safe', 'safe') }, true, null],
    ['no migration is pending', { migrations: { tool: 'sql', since: ['1'], newest: '1', pending: [] } }, true, null],
    ['one unsafe statement', { migrations: migrations('safe', 'unsafe', 'unknown') }, false, /^Migration 2_b is unsafe for t$/],
    ['one unknown statement', { migrations: migrations('safe', 'unknown') }, 'unknown', /^Migration 2_b is unknown for t$/],
    ['migrations that cannot be read', { migrations: { problem: 'names the folder m, which is not there' } }, 'unknown', /rollback\.migrations names the folder m, which is not there/],
    ['nothing is said about a database', { migrations: null }, 'unknown', /set rollback\.migrations/],
    ['how is not said', { command: null }, 'unknown', /set rollback\.command or rollback\.runbook/],
    ['no proof was asked for', { lastGood: { release: '2026.11.2', proof: null } }, 'unknown', /set rollback\.lastGood\.proof/],
    ['no answer to the proof', { lastGood: { release: '2026.11.2', proof: { ...fetchable, state: 'unknown', detail: 'registry gave no answer' } } }, 'unknown', /not known: registry gave no answer/],
    ['the artifact is gone', { lastGood: { release: '2026.11.2', proof: { ...fetchable, state: 'gone', detail: 'registry answered 404' } } }, false, /can no longer be fetched: registry answered 404/],
    ['the last good release is the one that was deployed', { lastGood: { release: '2026.11.3', proof: fetchable } }, false, /none to go back to/],
  ];
  for (const [what, facts, safe, said] of cases) {
    test(`${what}: ${safe}`, () => {
      const { safe: answer, blockers, unknowns } = rollbackReadiness({ ...ready, ...facts }, '2026.11.3');
      assert.equal(answer, safe);
      if (said === null) assert.deepEqual([...blockers, ...unknowns], []);
      else assert.match((safe === false ? blockers : unknowns)[0] ?? '', said);
    });
  }

  test('a hundred bad statements are counted, and listed as far as people read', () => {
    const many: RollbackFacts['migrations'] = { tool: 'sql', since: ['1'], newest: '100', pending: Array.from({ length: 100 }, (_, index) => ({ name: `m${index}`, changes: [{ effect: 'unsafe', reason: 'drops', statement: 'DROP' }] })) };
    const readiness = rollbackReadiness({ ...ready, migrations: many }, null);
    assert.deepEqual([readiness.blockers.length, readiness.blockers.at(-1), readiness.migrations?.unsafe, readiness.migrations?.statements.length], [21, 'and 80 more', 100, 50]);
    assert.equal(howMany(readiness.blockers, 'blocker'), 'more than 20 blockers');
  });
});

describe('the clock', () => {
  const at = (time: string) => `2026-11-25T${time}:00.000Z`;
  const input: ClockInput = { facts: ready, safe: true, blockers: [], unknowns: [], deployedAt: at('15:00'), now: at('15:10'), verdict: 'NO_GO', owners: ['release'] };
  type Advice = { do: 'roll-back' | 'fix-forward' | 'look-first' } | null;
  const cases: [what: string, change: Partial<ClockInput>, latest: string | null, advice: Advice, because: RegExp | null][] = [
    ['an hour is promised and 25 minutes are needed', {}, at('15:35'), { do: 'roll-back' }, /A rollback is safe\. A rollback must start within 25 min/],
    ['a GO asks for nothing', { verdict: 'GO' }, at('15:35'), null, null],
    ['an INCONCLUSIVE is no reason to roll back', { verdict: 'INCONCLUSIVE' }, at('15:35'), null, null],
    ['nobody said when the deploy was', { deployedAt: null }, null, { do: 'roll-back' }, /^A rollback is safe$/],
    ['no outage is promised', { facts: { ...ready, maxOutageMs: null } }, null, { do: 'roll-back' }, /^A rollback is safe$/],
    ['nobody knows how long it takes', { facts: { ...ready, takes: null } }, null, { do: 'roll-back' }, /^A rollback is safe$/],
    ['it is not safe', { safe: false, blockers: ['a', 'b'] }, at('15:35'), { do: 'fix-forward' }, /not safe: 2 blockers/],
    ['it is not known whether it is safe', { safe: 'unknown', unknowns: ['a'] }, at('15:35'), { do: 'look-first' }, /1 open question\. A rollback must start within 25 min/],
    ['only the environment is to blame', { owners: ['environment', 'environment'] }, at('15:35'), { do: 'fix-forward' }, /environment/],
    ['release and environment are to blame', { owners: ['environment', 'release'] }, at('15:35'), { do: 'roll-back' }, /safe/],
    ['too late, and nothing is faster', { now: at('15:36') }, at('15:35'), { do: 'roll-back' }, /past by 1 min/],
    ['too late, and a fix is faster', { now: at('15:36'), facts: { ...ready, fixTakesMs: 10 * min } }, at('15:35'), { do: 'fix-forward' }, /A fix takes 10 min, a rollback 25 min/],
    ['the last moment itself is not too late', { now: at('15:35') }, at('15:35'), { do: 'roll-back' }, /within 0 min/],
    ['a fix is preferred and fits', { facts: { ...ready, prefer: 'fix-forward', fixTakesMs: 25 * min } }, at('15:35'), { do: 'fix-forward' }, /25 min are left/],
    ['a fix is preferred and does not fit', { facts: { ...ready, prefer: 'fix-forward', fixTakesMs: 26 * min } }, at('15:35'), { do: 'roll-back' }, /only 25 min are left/],
    ['a fix is preferred, and nobody knows how long it takes', { facts: { ...ready, prefer: 'fix-forward' } }, at('15:35'), { do: 'roll-back' }, /not known/],
    ['a rollback that takes longer than the promise was too late from the start', { facts: { ...ready, maxOutageMs: 10 * min } }, at('14:45'), { do: 'roll-back' }, /past by 25 min/],
  ];
  for (const [what, change, latest, advice, because] of cases) {
    test(what, () => {
      const clock = rollbackClock({ ...input, ...change });
      assert.equal(clock.latestStart, latest);
      assert.equal(clock.advice?.do, advice?.do);
      if (because !== null) assert.match(clock.advice?.reasons.join('. ') ?? '', because);
    });
  }

  test('a deploy that is told to be in the future has lasted no time, not less', () => {
    assert.equal(rollbackClock({ ...input, deployedAt: at('16:00') }).sinceDeployMs, 0);
  });

  const summerTime: [instant: string, zone: string, shown: string][] = [
    ['2026-10-25T00:30:00.000Z', 'Europe/Berlin', '2026-10-25 02:30 GMT+2 (Europe/Berlin)'],
    ['2026-10-25T01:30:00.000Z', 'Europe/Berlin', '2026-10-25 02:30 GMT+1 (Europe/Berlin)'],
    ['2026-03-29T00:59:00.000Z', 'Europe/Berlin', '2026-03-29 01:59 GMT+1 (Europe/Berlin)'],
    ['2026-03-29T01:00:00.000Z', 'Europe/Berlin', '2026-03-29 03:00 GMT+2 (Europe/Berlin)'],
    ['2026-11-01T05:30:00.000Z', 'America/New_York', '2026-11-01 01:30 GMT-4 (America/New_York)'],
    ['2026-11-01T06:30:00.000Z', 'America/New_York', '2026-11-01 01:30 GMT-5 (America/New_York)'],
    ['2026-04-04T15:00:00.000Z', 'Australia/Lord_Howe', '2026-04-05 01:30 GMT+10:30 (Australia/Lord_Howe)'],
    ['2026-01-01T00:00:00.000Z', 'UTC', '2026-01-01 00:00 UTC'],
  ];
  for (const [instant, zone, shown] of summerTime) test(`${instant} is ${shown}`, () => assert.equal(clockTime(instant, zone), shown));

  const overTheChange: [deployedAt: string, now: string, latest: string, leftMin: number][] = [
    ['2026-10-25T02:30:00+02:00', '2026-10-25T02:10:00+01:00', '2026-10-25T01:05:00.000Z', -5],
    ['2026-03-29T01:50:00+01:00', '2026-03-29T03:10:00+02:00', '2026-03-29T01:25:00.000Z', 15],
  ];
  for (const [deployedAt, now, latest, left] of overTheChange) {
    test(`from ${deployedAt} to ${now} the hour of the change neither counts twice nor is missing`, () => {
      const clock = rollbackClock({ ...input, deployedAt, now });
      assert.deepEqual([clock.latestStart, clock.leftMs], [latest, left * min]);
    });
  }

  const instants: [text: string, instant: string | null][] = [
    ['2026-11-25T15:04:00Z', '2026-11-25T15:04:00.000Z'], ['2026-11-25T15:04+01:00', '2026-11-25T14:04:00.000Z'], ['2026-11-25T15:04:05.123456+0530', '2026-11-25T09:34:05.123Z'],
    ['2026-11-25T15:04:00', null], ['2026-11-25 15:04Z', null], ['today', null], ['', null], ['2026-13-25T15:04:00Z', null], ['1764083040', null],
  ];
  for (const [text, instant] of instants) test(`an instant: ${JSON.stringify(text)}`, () => assert.equal(readInstant(text), instant));

  test('the pipeline tells when the deploy was, and our own variable comes first', () => {
    assert.equal(detectDeploy({ CI_JOB_STARTED_AT: '2026-11-25T15:00:00Z' }), '2026-11-25T15:00:00.000Z');
    assert.equal(detectDeploy({ CI_JOB_STARTED_AT: '2026-11-25T15:00:00Z', GONOGO_DEPLOYED_AT: '2026-11-25T14:00:00Z' }), '2026-11-25T14:00:00.000Z');
    assert.equal(detectDeploy({ GONOGO_DEPLOYED_AT: 'yesterday' }), null);
  });
});

describe('telling it', () => {
  const hostile = '</bdi><script>alert(1)</script> | ::error::\u001b[31m `x` [l](javascript:alert(1))';
  const told = (facts: Partial<RollbackFacts>): Verdict => {
    const all = { ...ready, ...facts };
    const readiness = rollbackReadiness(all, '2026.11.3');
    const clock = rollbackClock({ facts: all, safe: readiness.safe, blockers: readiness.blockers, unknowns: readiness.unknowns, deployedAt: '2026-03-07T01:50:00.000Z', now: '2026-03-07T02:00:00.000Z', verdict: 'NO_GO', owners: ['release'] });
    return { ...sampleNoGo(), rollback: { ...readiness, clock } };
  };
  const terminal = (verdict: Verdict) => renderTerminal(verdict, { columns: 80, color: false, directory: 'gonogo-report', report: 'report.html', zone: 'Europe/Berlin' });

  test('the terminal answers, advises, and names the latest moment with its zone', () => {
    const text = terminal(told({}));
    assert.match(text, /Roll back\? {2}Safe\n {2}→ Roll back\. A rollback is safe\. A rollback must start within 25 min\.\n/);
    assert.match(text, /Start by {3}2026-03-07 03:25 GMT\+1 \(Europe\/Berlin\), 25 min after the verdict;\n/);
    assert.match(text, /Takes {6}25 min, measured on 2026-10-01/);
    assert.match(text, /Command {4}helm rollback shop 41/);
  });

  test('blockers are named in every form, and no two of them contradict each other', () => {
    const verdict = told({ migrations: migrations('unsafe', 'unknown') });
    for (const text of [terminal(verdict), renderSummary(verdict), String(rollbackPart(verdict)?.text)]) {
      assert.match(text, /Not safe: 1 blocker/);
      assert.match(text.replaceAll('\\', ''), /Migration 2_b is unsafe for t/);
      assert.match(text, /Fix forward/);
    }
    assert.equal(nextStep(verdict), 'Stop here. Fix forward. A rollback is not safe: 1 blocker.');
  });

  test('names and statements of others drive nothing', () => {
    const verdict = told({ command: hostile, runbook: 'javascript:alert(1)', lastGood: { release: hostile, proof: { ...fetchable, state: 'gone', detail: hostile } }, migrations: { tool: 'sql', since: ['1'], newest: hostile, pending: [{ name: hostile, changes: [{ effect: 'unsafe', reason: hostile, statement: hostile }] }] } });
    assert.doesNotMatch(terminal(verdict), /\u001b|^\s*::|^::/m);
    assert.doesNotMatch(renderSummary(verdict), /<script|\u001b|\[l\]\(javascript/);
    assert.doesNotMatch(rollbackPart(verdict)?.text ?? '', /<script|href="javascript/);
    assert.doesNotMatch(nextStep(verdict), /script/);
  });

  test('nothing is told where nothing is declared', () => {
    assert.equal(rollbackPart(sampleNoGo()), null);
    assert.doesNotMatch(terminal(sampleNoGo()), /Roll back\?/);
    assert.doesNotMatch(renderSummary(sampleNoGo()), /Roll back\?/);
  });
});

describe('the configuration', () => {
  const lastGood = { release: '1' };
  const cases: [value: unknown, problem: RegExp][] = [
    [{}, /rollback\.lastGood/],
    [{ lastGood, takes: '2 hours' }, /rollback\.takes must be a duration/],
    [{ lastGood, takes: { measured: '25m', on: 'May' } }, /rollback\.takes/],
    [{ lastGood: { release: '1', proof: 'http://x' } }, /rollback\.lastGood\.proof must be \{ url/],
    [{ lastGood, migrations: 'some' }, /rollback\.migrations must be "none", or/],
    [{ lastGood, migrations: { tool: 'sql', folder: 'm', since: '1' } }, /rollback\.migrations\.dialect is missing: it must be one of postgresql, mysql, sqlite, because sql is read as SQL/],
    [{ lastGood, runbook: 'wiki' }, /rollback\.runbook/],
    [{ lastGood, prefer: 'hope' }, /rollback\.prefer/],
    [{ lastGood, maxOutages: '1h' }, /rollback\.maxOutages is not a known key: did you mean maxOutage\?/],
  ];
  for (const [value, problem] of cases) {
    test(`refuses ${JSON.stringify(value)}`, () => {
      const read = readGate({ rollback: value });
      assert.match('problems' in read ? read.problems.join('\n') : 'accepted', problem);
    });
  }
  test('takes what is right', () => {
    const read = readGate({ rollback: { lastGood, takes: { measured: '25m', on: '2026-10-01' }, migrations: { tool: 'rails', folder: 'db/migrate', since: '20240101' } } });
    assert.ok('gate' in read, JSON.stringify(read));
    assert.deepEqual([read.gate.rollback?.takes, read.gate.rollback?.prefer], [{ measured: readDuration('25m'), on: '2026-10-01' }, 'roll-back']);
  });
});
