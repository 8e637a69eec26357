import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { stopsRelease } from '../lab/corpus/corpus-page.ts';
import { type PlacedPage, startCorpus } from '../lab/start-corpus.ts';
import { type CliEnd, checksOfPage, messagesOf, runCli, schemaErrors, temporaryFolder } from './cli-run.ts';

// Every page of the corpus through the real command: a few runs with many pages each, judged page by page.

/** Pages that take the processor with them: beside others they would be the others' fault. */
const greedy = new Set(['P57', 'P57b', 'P58', 'P58b', 'X7']);

/** A page whose fault shows only at one visit in three, for which a run has to visit it often, and one that may take the browser with it. */
const alone = new Set(['P10', 'P56']);

const corpus = await startCorpus();
after(() => corpus.close());

async function judge(pages: PlacedPage[], concurrency: number): Promise<CliEnd> {
  const config = join(await temporaryFolder(), 'gonogo.config.json');
  const gate = {
    targets: { corpus: { url: `${corpus.url}/` } },
    pages: pages.map(({ url, declared, sees }) => ({ path: new URL(url).pathname, ...(declared ? { document: declared } : {}), ...(sees ? { sees } : {}) })),
  };
  writeFileSync(config, JSON.stringify(gate));
  return runCli(['--config', config, '--concurrency', String(concurrency), '--deadline', '10m', '--format', 'junit'], { killAfterMs: 400_000 });
}

function assertJudged(page: PlacedPage, end: CliEnd): void {
  const checks = checksOfPage(end, new URL(page.url).pathname);
  assert.equal(checks.length, 3, 'three checks of the page are in the verdict');
  const outcomes = checks.map(({ outcome }) => outcome);
  const told = messagesOf(checks);
  if (!stopsRelease(page.truth)) assert.deepEqual(outcomes, ['pass', 'pass', 'pass'], told);
  else assert.ok(outcomes.includes('fail'), `${outcomes.join(', ')}: ${told}`);
  if (page.cause) assert.match(told, page.cause);
}

const broken = corpus.pages.filter(({ truth }) => stopsRelease(truth));
/** With how many pages are open at once: enough to be quick, few enough for two cores. */
const groups: [string, PlacedPage[], number][] = [
  ['broken pages', broken.filter(({ id }) => !greedy.has(id) && !alone.has(id)), 12],
  ['broken pages that take the processor with them', broken.filter(({ id }) => greedy.has(id)), 1],
  ...broken.filter(({ id }) => alone.has(id)).map((page): [string, PlacedPage[], number] => [`${page.id} by itself`, [page], 8]),
  ['healthy pages and pages with a blemish', corpus.pages.filter(({ truth }) => !stopsRelease(truth)), 8],
];

describe('the corpus through the command', { concurrency: 3 }, () => {
  for (const [name, pages, concurrency] of groups) {
    describe(name, () => {
      let end: CliEnd;
      before(async () => {
        end = await judge(pages, concurrency);
      });

      it('makes the run what its pages are', () => {
        assert.equal(end.code, pages.some(({ truth }) => stopsRelease(truth)) ? 20 : 0, end.stdout + end.stderr);
        assert.deepEqual(schemaErrors(end.verdict), []);
        assert.deepEqual(end.left, []);
      });

      for (const page of pages) it(`${page.id} ${page.truth}: ${page.title}`, () => assertJudged(page, end));
    });
  }
});
