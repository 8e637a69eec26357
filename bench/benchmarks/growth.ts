import { join } from 'node:path';
import type { Benchmark } from '../benchmark.ts';
import { gonogo } from '../contenders.ts';
import { measureInTurn } from '../measure.ts';
import { median, withSpread } from '../statistics.ts';

/** Pages and API paths of each run: one grows at a time, then both. */
const sizes = [[5, 10], [20, 10], [80, 10], [5, 100], [5, 1000], [20, 100], [80, 1000]] as const;

const benchmark: Benchmark = {
  about: 'how time, CPU and memory of gonogo grow with pages and API paths',
  async run({ shopUrl, rounds, scratch, tell }) {
    const nameOf = (pages: number, calls: number) => `${pages} pages, ${calls} API paths`;
    const measured = await measureInTurn(
      rounds ?? 3,
      (round) => sizes.map(([pages, calls]) => gonogo({ shopUrl, pages, calls }, join(scratch, `growth-${round}-${pages}-${calls}`), nameOf(pages, calls))),
      tell,
    );
    const rows = sizes.map(([pages, calls]) => {
      const runs = measured.get(nameOf(pages, calls)) ?? [];
      return [
        String(pages),
        String(calls),
        withSpread(runs.map(({ answerMs }) => answerMs / 1000), 1),
        withSpread(runs.map(({ exitMs }) => exitMs / 1000), 1),
        withSpread(runs.map(({ cpuMs }) => cpuMs / 1000), 1),
        median(runs.map(({ peakBytes }) => peakBytes / 2 ** 20)).toFixed(0),
      ];
    });
    return [{ title: 'Growth', columns: ['pages', 'APIs', 'verdict s', 'exit s', 'CPU s', 'peak MB'], rows, notes: ['Medians with the smallest and the largest value.'] }];
  },
};

export default benchmark;
