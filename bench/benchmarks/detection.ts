import type { Benchmark } from '../benchmark.ts';
import { detect } from '../detection/detect.ts';
import { sectionsOf } from '../detection/score.ts';

/** `node bench/detection/main.ts` does the same with more to choose: single pages, busy cores, results as JSON. */
const benchmark: Benchmark = {
  about: 'broken and tricky pages: what is caught, named and let pass',
  async run({ rounds, scratch, tell }) {
    return sectionsOf(await detect({ repeats: rounds ?? 1, busy: false, only: [], truth: null, scratch, tell }));
  },
};

export default benchmark;
