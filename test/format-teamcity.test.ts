import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Verdict } from '../verdict/verdict.ts';
import { announced } from './announced.ts';
import { sampleCheck, sampleFinding, sampleInconclusive, sampleNoGo, samples, sampleVerdict } from './sample-verdict.ts';

interface Message { name: string; values: Record<string, string> }

const characters: Readonly<Record<string, string>> = { n: '\n', r: '\r', x: '\u0085', l: '\u2028', p: '\u2029' };

/** Reads a service message by the grammar of TeamCity's documentation, and nothing else. */
function read(line: string): Message {
  const found = /^##teamcity\[([A-Za-z][\w-]*)((?: [A-Za-z]\w*='(?:[^|'[\]\r\n]|\|(?:[|'[\]nrxlp]|0x[0-9A-F]{4}))*')+)\]$/.exec(line);
  assert.ok(found, line.slice(0, 300));
  const pairs = [...(found[2] ?? '').matchAll(/ (\w+)='((?:[^|']|\|.)*)'/g)];
  const values = pairs.map(([, key = '', value = '']) => [key, value.replace(/\|(?:0x([0-9A-F]{4})|(.))/g, (_all, code?: string, letter = '') => (code ? String.fromCharCode(parseInt(code, 16)) : (characters[letter] ?? letter)))] as const);
  return { name: found[1] ?? '', values: Object.fromEntries(values) };
}

async function messages(verdict: Verdict, name?: string): Promise<Message[]> {
  const all = (await announced(verdict, 'teamcity')).map(read);
  return name === undefined ? all : all.filter((message) => message.name === name);
}

for (const [name, sample] of Object.entries(samples)) {
  describe(name, () => {
    test('every line is one message, in ASCII', async () => {
      for (const line of await announced(sample(), 'teamcity')) assert.match(line, /^[\x20-\x7e]+$/);
      await messages(sample());
    });

    test('tests are opened and closed in turn, under names that differ', async () => {
      const open: string[] = [];
      const names = new Set<string>();
      for (const { name: kind, values } of await messages(sample())) {
        if (/Started$/.test(kind)) open.push(values.name ?? '');
        if (/^test(Failed|Ignored|Finished)$/.test(kind) || kind === 'testSuiteFinished') assert.equal(values.name, open.at(-1));
        if (kind === 'testStarted') names.add(values.name ?? '');
        if (/Finished$/.test(kind)) open.pop();
      }
      assert.deepEqual([open, names.size], [[], sample().checks.length]);
    });

    test('problems keep to their limits, and only a verdict that stops has some', async () => {
      const verdict = sample();
      const problems = await messages(verdict, 'buildProblem');
      assert.equal(problems.length > 0, !verdict.go);
      assert.ok(problems.length <= 10);
      assert.equal(new Set(problems.map(({ values }) => values.identity)).size, problems.length);
      for (const { values } of problems) {
        assert.ok((values.description?.length ?? 0) <= 4000);
        assert.match(values.identity ?? '', /^[A-Za-z]\w{0,59}$/);
        assert.doesNotMatch(values.description ?? '', /##|::/);
      }
    });
  });
}

test('outcomes, figures and status text', async () => {
  const all = await messages(sampleNoGo());
  const of = (name: string) => all.filter((message) => message.name === name).map(({ values }) => values);
  assert.deepEqual(of('testFailed').map(({ name }) => name), ['Checkout shows content', 'ACME Logistics: place an order', 'Home loads its resources']);
  assert.match(of('testFailed')[0]?.message ?? '', /^White screen on \/checkout/);
  assert.deepEqual(of('buildStatisticValue').slice(0, 3), [{ key: 'gonogo.planned', value: '120' }, { key: 'gonogo.executed', value: '120' }, { key: 'gonogo.reasons', value: '3' }]);
  assert.deepEqual(of('buildStatus'), [{ text: sampleNoGo().summary.line }]);
  assert.match(of('buildProblem')[0]?.identity ?? '', /^gonogo_WHITE_SCREEN_[0-9a-f]{8}$/);
});

test('what could not be answered fails, what was not executed is ignored', async () => {
  assert.equal((await messages(sampleInconclusive(), 'testFailed')).length, 1);
  assert.equal((await messages(sampleInconclusive(), 'testIgnored')).length, 1);
});

test('a failing check does not fail a GO', async () => {
  const check = sampleCheck({ id: 'a', severity: 'minor', outcome: 'fail', findings: [sampleFinding({ code: 'X', message: 'odd' })] });
  const verdict = sampleVerdict({ checks: [check] });
  assert.deepEqual([(await messages(verdict, 'testFailed')).length, (await messages(verdict, 'testIgnored')).length], [0, 1]);
});
