import { join } from 'node:path';
import type { Benchmark } from '../benchmark.ts';
import { measuredColumns, measuredRow, ratioColumns, ratioRow } from '../comparison.ts';
import { gonogo, undiciLoop } from '../contenders.ts';
import { startLabProcess } from '../lab-process.ts';
import { measureInTurn } from '../measure.ts';
import { fetchNewman, newman, newmanVersion } from '../newman.ts';

/** Calls of each run, what the server waits before each answer in milliseconds, and calls at once. */
const size = { calls: 1000, latencyMs: 100, atOnce: 16 };

/** Rounds of newman, which takes minutes for each. */
const newmanRounds = 2;

const benchmark: Benchmark = {
  about: 'gonogo on 1,000 API paths against the calls alone, and against newman',
  async run({ rounds, scratch, tell }) {
    const path = await fetchNewman();
    const lab = await startLabProcess(size.latencyMs);
    try {
      const load = { shopUrl: lab.shopUrl, pages: 0, calls: size.calls };
      const other = await newman(path, load, scratch);
      const measured = await measureInTurn(
        rounds ?? 5,
        (round) => [
          gonogo(load, join(scratch, `paths-${round}`), 'gonogo', ['--concurrency', String(size.atOnce)]),
          undiciLoop(load, size.atOnce),
          ...(round <= newmanRounds ? [other] : []),
        ],
        tell,
      );
      const runsOf = (name: string) => measured.get(name) ?? [];
      const [own, bare, theirs] = [runsOf('gonogo'), runsOf('undici loop'), runsOf('newman')];
      return [
        {
          title: `${size.calls} API paths, each answer after ${size.latencyMs} ms`,
          columns: measuredColumns,
          rows: [measuredRow('gonogo', own), measuredRow('undici loop', bare), measuredRow('newman', theirs)],
          notes: [
            `gonogo and the loop make ${size.atOnce} calls at once, newman ${newmanVersion} one after the other, as it always does.`,
            'The loop keeps its connections, judges status and one value, and writes nothing. gonogo makes a connection for each call, as a partner who comes for the first time, and writes evidence, verdict and reports.',
          ],
        },
        {
          title: 'gonogo / the others',
          columns: ratioColumns,
          rows: [
            ratioRow('time to exit, undici loop', own, bare, ({ exitMs }) => exitMs, 1.5),
            ratioRow('time to answer, undici loop', own, bare, ({ answerMs }) => answerMs, 1.5),
            ratioRow('time to exit, newman', own.slice(0, theirs.length), theirs, ({ exitMs }) => exitMs, null),
            ratioRow('CPU, newman', own.slice(0, theirs.length), theirs, ({ cpuMs }) => cpuMs, null),
          ],
          notes: [],
        },
      ];
    } finally {
      await lab.close();
    }
  },
};

export default benchmark;
