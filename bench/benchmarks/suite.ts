import { join } from 'node:path';
import type { Benchmark } from '../benchmark.ts';
import { measuredColumns, measuredRow, ratioColumns, ratioRow } from '../comparison.ts';
import { gonogo, handWritten } from '../contenders.ts';
import { measureInTurn } from '../measure.ts';
import { withSpread } from '../statistics.ts';

const size = { pages: 20, calls: 100 };

const benchmark: Benchmark = {
  about: 'gonogo against a hand-written Playwright suite with the same visits and calls',
  async run({ shopUrl, rounds, scratch, tell }) {
    const load = { shopUrl, ...size };
    const folder = (round: number, name: string) => join(scratch, `suite-${round}-${name}`);
    const measured = await measureInTurn(
      rounds ?? 5,
      (round) => [gonogo(load, folder(round, 'gonogo')), handWritten(load, folder(round, 'settling'), true), handWritten(load, folder(round, 'hasty'), false)],
      tell,
    );
    const runsOf = (name: string) => measured.get(name) ?? [];
    const [own, careful, hasty] = [runsOf('gonogo'), runsOf('hand-written'), runsOf('hand-written, no settling')];
    const answers = withSpread(own.map(({ answerMs }) => answerMs / 1000), 1);
    return [
      {
        title: `${size.pages} pages and ${size.calls} API paths, each answer after 50 ms`,
        columns: measuredColumns,
        rows: [measuredRow('gonogo', own), measuredRow('hand-written', careful), measuredRow('hand-written, no settling', hasty)],
        notes: [
          `gonogo: verdict.json after ${answers} s; the rest is its own exit.`,
          'hand-written: 2 workers, fullyParallel, same browser and flags, each page seen twice with 2.2 s between, as gonogo does.',
          'hand-written, no settling: sees each page once, so it does less: it misses a page that collapses after its first paint.',
          'CPU is user and system time of all processes of a command; peak is the largest sum of proportional set sizes.',
        ],
      },
      {
        title: 'gonogo / hand-written',
        columns: ratioColumns,
        rows: [
          ratioRow('time to exit, same duties', own, careful, ({ exitMs }) => exitMs, 0.4),
          ratioRow('time to answer, same duties', own, careful, ({ answerMs }) => answerMs, 0.4),
          ratioRow('CPU, same duties', own, careful, ({ cpuMs }) => cpuMs, 0.7),
          ratioRow('peak memory, same duties', own, careful, ({ peakBytes }) => peakBytes, null),
          ratioRow('time to exit, no settling', own, hasty, ({ exitMs }) => exitMs, null),
          ratioRow('CPU, no settling', own, hasty, ({ cpuMs }) => cpuMs, null),
        ],
        notes: ['The suite answers when it exits. Without settling it does less than gonogo; those rows show what the second look costs.'],
      },
    ];
  },
};

export default benchmark;
