import { afterSighting, unseen, type AlertRule, type Sighting } from '../../watch/alert-state.ts';
import { jitterOf } from '../../watch/schedule.ts';
import type { Benchmark } from '../benchmark.ts';

const runsInMonth = (30 * 24 * 60) / 5;
const months = 20;
/** The outage of the second figure: so many runs, all NO_GO. */
const outageRuns = 12;

const rules: [name: string, rule: AlertRule][] = [
  ['1 of 1', { bad: 1, of: 1, recovery: 1, quorum: 1, blind: 3 }],
  ['2 of 3, recovery 2', { bad: 2, of: 3, recovery: 2, quorum: 1, blind: 3 }],
  ['3 of 5, recovery 3', { bad: 3, of: 5, recovery: 3, quorum: 1, blind: 3 }],
];

/** A healthy target of which one run in a hundred is NO_GO, by chance that is the same each time. */
const flaky = (month: number, run: number): Sighting['verdict'] => (jitterOf(`month ${month}`, run, 100) === 0 ? 'NO_GO' : 'GO');

const benchmark: Benchmark = {
  about: 'false alerts in a simulated month of a target with 1 % flaky runs, by alert rule',
  async run() {
    const rows = rules.map(([name, rule]) => {
      const alerts = Array.from({ length: months }, (_, month) => downs(Array.from({ length: runsInMonth }, (_, run) => flaky(month, run)), rule).length);
      const outage = downs([...Array<'GO'>(outageRuns).fill('GO'), ...Array<'NO_GO'>(outageRuns).fill('NO_GO'), ...Array<'GO'>(outageRuns).fill('GO')], rule);
      const late = outage[0] === undefined ? 'never' : String(outage[0] - outageRuns + 1);
      return [name, (alerts.reduce((sum, count) => sum + count, 0) / months).toFixed(1), String(Math.max(...alerts)), String(outage.length), late];
    });
    const notes = [
      `${months} simulated months of one run every 5 minutes (${runsInMonth} a month), seen from one location; the flaky runs are independent of each other.`,
      `The outage is ${outageRuns} bad runs in a row; "told at" is the bad run that opens its alert.`,
    ];
    return [{ title: 'False alerts of a target with 1 % flaky runs', columns: ['rule', 'a month', 'worst month', 'of an outage', 'told at'], rows, notes }];
  },
};

export default benchmark;

/** Which runs opened an alert. */
function downs(verdicts: Sighting['verdict'][], rule: AlertRule): number[] {
  let state = unseen;
  return verdicts.flatMap((verdict, run) => {
    const after = afterSighting(state, { location: 'here', verdict, at: run }, 'shop', rule);
    state = after.state;
    return after.transitions.some(({ kind }) => kind === 'down') ? [run] : [];
  });
}
