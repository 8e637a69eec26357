import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chooseBrowser } from '../../fixtures/browser.ts';
import { createLimiter } from '../../fixtures/limiter.ts';
import type { CorpusPage } from '../../lab/corpus/corpus-page.ts';
import { html } from '../../lab/corpus/parts/answers.ts';
import { teaPage } from '../../lab/corpus/parts/tea-page.ts';
import { startCorpus } from '../../lab/start-corpus.ts';
import type { Benchmark } from '../benchmark.ts';
import { judgePage } from '../detection/one-run.ts';

/** Runs at once, a browser each. */
const atOnce = 3;

/** A page of which each load is white with this probability, at random. */
function unreliable(probability: number): CorpusPage {
  return {
    id: 'R1',
    title: 'One load in three is white',
    truth: 'white',
    routes: () => ({ '': () => html(Math.random() < probability ? teaPage({ body: '<div id="app"></div>' }) : teaPage()) }),
  };
}

const benchmark: Benchmark = {
  about: 'how many runs catch a page of which one load in three is white, at random',
  async run({ rounds, scratch, tell }) {
    const runs = rounds ?? 100;
    const browser = chooseBrowser(undefined, process.env);
    const corpus = await startCorpus({ pages: [unreliable(1 / 3)] });
    const counts = { NO_GO: 0, GO: 0, INCONCLUSIVE: 0, visits: 0 };
    const limiter = createLimiter(atOnce);
    try {
      const [page] = corpus.pages;
      if (!page) throw new Error('no page is served');
      await Promise.all(
        Array.from({ length: runs }, (_, index) =>
          limiter.run(async () => {
            const folder = join(scratch, `intermittent-${index}`);
            await mkdir(folder, { recursive: true });
            const { verdict, looks, durationMs } = await judgePage(page, browser, folder);
            await rm(folder, { recursive: true, force: true });
            counts[verdict]++;
            counts.visits += looks;
            tell(`run ${index + 1}/${runs}: ${verdict} after ${looks} visits in ${(durationMs / 1000).toFixed(1)} s`);
          }),
        ),
      );
    } finally {
      await corpus.close();
    }
    return [
      {
        title: 'A fault in one load of three',
        columns: ['runs', 'NO_GO', 'GO', 'INCONCLUSIVE', 'visits per run'],
        rows: [[String(runs), String(counts.NO_GO), String(counts.GO), String(counts.INCONCLUSIVE), (counts.visits / runs).toFixed(1)]],
        notes: ['One page, white at random in one load of three; at least 95 of 100 runs are to be NO_GO.'],
      },
    ];
  },
};

export default benchmark;
