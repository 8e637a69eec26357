import { join } from 'node:path';
import type { Benchmark } from '../benchmark.ts';
import { measuredColumns, measuredRow, ratioColumns, ratioRow } from '../comparison.ts';
import { gonogo, rawScript } from '../contenders.ts';
import { measureInTurn } from '../measure.ts';

const size = { pages: 20, calls: 100 };

const benchmark: Benchmark = {
  about: 'gonogo against a script that does the same work without a test runner',
  async run({ shopUrl, rounds, scratch, tell }) {
    const load = { shopUrl, ...size };
    const measured = await measureInTurn(
      rounds ?? 5,
      (round) => [gonogo(load, join(scratch, `raw-${round}-gonogo`)), rawScript(load, join(scratch, `raw-${round}-script`))],
      tell,
    );
    const own = measured.get('gonogo') ?? [];
    const raw = measured.get('raw script') ?? [];
    return [
      {
        title: `${size.pages} pages and ${size.calls} API paths without a test runner`,
        columns: measuredColumns,
        rows: [measuredRow('gonogo', own), measuredRow('raw script', raw)],
        notes: ['raw script: playwright and undici alone, all pages at once in contexts of their own, same settling time, pictures and decoding; it judges, reports and confirms nothing.'],
      },
      {
        title: 'gonogo / raw script',
        columns: ratioColumns,
        rows: [
          ratioRow('time to exit', own, raw, ({ exitMs }) => exitMs, 1.3),
          ratioRow('time to answer', own, raw, ({ answerMs }) => answerMs, 1.3),
          ratioRow('CPU', own, raw, ({ cpuMs }) => cpuMs, null),
          ratioRow('peak memory', own, raw, ({ peakBytes }) => peakBytes, null),
        ],
        notes: [],
      },
    ];
  },
};

export default benchmark;
