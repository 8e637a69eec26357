import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chooseBrowser, startBrowser } from '../../fixtures/browser.ts';
import { createLimiter } from '../../fixtures/limiter.ts';
import { readCorpus } from '../../lab/corpus/read-corpus.ts';
import { type PlacedPage, startCorpus } from '../../lab/start-corpus.ts';
import { type Baselines, judgeByBaselines } from './baselines.ts';
import { keepBusy } from './busy.ts';
import { type PageVerdict, judgePage } from './one-run.ts';

/** How the corpus is gone through. */
export interface DetectionOptions {
  /** How often gonogo judges each page. */
  repeats: number;
  /** Keeps every core busy with something else meanwhile. */
  busy: boolean;
  /** Only the pages with these ids; all of them when empty. */
  only: string[];
  /** Only the pages of this class; null for all. */
  truth: string | null;
  /** Folder for observations; removed page by page. */
  scratch: string;
  tell(line: string): void;
}

/** What was said of one page. */
export interface Detection extends Pick<PlacedPage, 'id' | 'title' | 'truth'> {
  /** Source of the pattern that a finding must match. */
  cause: string | null;
  runs: PageVerdict[];
  baselines: Baselines;
}

/** Runs of gonogo at once, a browser each, and visits of the baselines in one browser, which mostly wait. */
const atOnce = { runs: 4, visits: 10 };

/** Lets gonogo and the baselines judge the pages of the corpus. */
export async function detect(options: DetectionOptions): Promise<Detection[]> {
  const { only, truth: wanted, tell } = options;
  const chosen = (await readCorpus()).filter(({ id, truth }) => (only.length === 0 || only.includes(id)) && (wanted === null || truth === wanted));
  const corpus = await startCorpus({ pages: chosen });
  const calm = options.busy ? keepBusy() : () => {};
  try {
    const baselines = await allBaselines(corpus.pages);
    tell(`the baselines have judged ${corpus.pages.length} pages`);
    const runs = new Map<string, PageVerdict[]>();
    for (let round = 1; round <= options.repeats; round++) {
      await allRuns(corpus.pages, round, options, (page, verdict) => runs.set(page.id, [...(runs.get(page.id) ?? []), verdict]));
    }
    return corpus.pages.map(({ id, title, truth, cause }) => ({ id, title, truth, cause: cause?.source ?? null, runs: runs.get(id) ?? [], baselines: baselines.get(id) as Baselines }));
  } finally {
    calm();
    await corpus.close();
  }
}

async function allRuns(pages: PlacedPage[], round: number, { scratch, repeats, tell }: DetectionOptions, keep: (page: PlacedPage, verdict: PageVerdict) => void): Promise<void> {
  const browser = chooseBrowser(undefined, process.env);
  const limiter = createLimiter(atOnce.runs);
  let done = 0;
  await Promise.all(
    pages.map((page) =>
      limiter.run(async () => {
        const folder = join(scratch, `${round}-${page.id}`);
        await mkdir(folder, { recursive: true });
        const verdict = await judgePage(page, browser, folder);
        await rm(folder, { recursive: true, force: true });
        keep(page, verdict);
        tell(`round ${round}/${repeats} ${++done}/${pages.length} ${page.id} ${page.truth}: ${verdict.verdict} in ${(verdict.durationMs / 1000).toFixed(1)} s`);
      }),
    ),
  );
}

async function allBaselines(pages: PlacedPage[]): Promise<Map<string, Baselines>> {
  const limiter = createLimiter(atOnce.visits);
  const browser = await startBrowser(chooseBrowser(undefined, process.env));
  try {
    return new Map(await Promise.all(pages.map((page) => limiter.run(async (): Promise<[string, Baselines]> => [page.id, await judgeByBaselines(page, browser)]))));
  } finally {
    await browser.close();
  }
}
