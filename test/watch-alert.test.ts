import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterSighting, unseen, type AlertRule } from '../watch/alert-state.ts';

const rule: AlertRule = { bad: 2, of: 3, recovery: 2, quorum: 1, blind: 3 };
const verdicts = { '+': 'GO', '-': 'NO_GO', '?': 'INCONCLUSIVE' } as const;

/** `a-` is a NO_GO seen from location a; runs end at 1, 2, 3 … */
function told(runs: string, given: AlertRule): string[] {
  let state = unseen;
  return runs.split(' ').flatMap((run, index) => {
    const sign = run[1];
    assert.ok(sign === '+' || sign === '-' || sign === '?', run);
    const after = afterSighting(state, { location: run[0] ?? '', verdict: verdicts[sign], at: index + 1 }, 'shop', given);
    state = after.state;
    return after.transitions.map(({ kind, key, at }) => `${at} ${kind} ${key}`);
  });
}

const table: [sentence: string, runs: string, rule: Partial<AlertRule>, told: string[]][] = [
  ['a healthy target tells nothing', 'a+ a+ a+', {}, []],
  ['one bad run tells nothing', 'a+ a- a+ a+ a-', {}, []],
  ['two of three are down, once however long it lasts', 'a+ a- a- a- a- a-', {}, ['3 down shop/target/3']],
  ['a good run between two bad ones does not reset the count', 'a- a+ a-', {}, ['3 down shop/target/3']],
  ['a recovery is told once, with the key of its alert', 'a- a- a+ a+ a+ a+', {}, ['2 down shop/target/2', '4 recovered shop/target/2']],
  ['one good run is no recovery', 'a- a- a+ a- a+ a-', {}, ['2 down shop/target/2']],
  ['old bad runs do not count after a recovery', 'a- a- a+ a+ a-', { of: 5 }, ['2 down shop/target/2', '4 recovered shop/target/2']],
  ['a second alert has a key of its own', 'a- a- a+ a+ a- a-', {}, ['2 down shop/target/2', '4 recovered shop/target/2', '6 down shop/target/6']],
  ['one location of two is not a quorum of two', 'a- b+ a- b+ a- b+', { quorum: 2 }, []],
  ['two are, and the alert is one', 'a- b- a- b- a- b-', { quorum: 2 }, ['4 down shop/target/4']],
  ['an alert lasts until no location holds it', 'a- b- a- b- a+ a+ b- b+ b+', { quorum: 2 }, ['4 down shop/target/4', '9 recovered shop/target/4']],
  ['what could not be judged is not bad', 'a- a? a+', { blind: 9 }, []],
  ['nor good: it neither ends an alert nor hides one', 'a- a? a- a? a+ a? a+', {}, ['3 down shop/target/3', '7 recovered shop/target/3']],
  ['a gate that cannot judge says so once, and when it can again', 'a? a? a? a? a+', {}, ['3 cannot-judge shop/gate/3', '5 judges-again shop/gate/3']],
  ['a location that judges keeps the gate judging', 'a+ b? b? b? b? a+', {}, []],
  ['blindness leaves an open alert open', 'a- a- a? a? a? a+ a+', {}, ['2 down shop/target/2', '5 cannot-judge shop/gate/5', '6 judges-again shop/gate/5', '7 recovered shop/target/2']],
];

for (const [sentence, runs, changed, expected] of table) {
  test(sentence, () => assert.deepEqual(told(runs, { ...rule, ...changed }), expected));
}

test('what is kept of a location does not grow with the runs', () => {
  let state = unseen;
  for (let at = 1; at <= 500; at += 1) state = afterSighting(state, { location: 'a', verdict: at % 7 ? 'GO' : 'NO_GO', at }, 'shop', rule).state;
  assert.equal(state.locations.get('a')?.judged.length, rule.of);
  assert.equal(state.locations.size, 1);
});
