import { join, resolve } from 'node:path';
import { readGate } from '../../config/schema.ts';
import type { FaultId } from '../../lab/faults.ts';
import { startLab } from '../../lab/start-lab.ts';
import { loadShop } from '../../lab/shop-build.ts';
import { mainReport } from '../../reports/main-report.ts';
import { shownPath } from '../../reports/shown-path.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { formatNames } from '../format-names.ts';
import { planRun } from '../plan.ts';
import type { DemoOptions } from '../program.ts';
import { newRunId } from '../run-id.ts';
import { parseRunOptions } from '../run-options.ts';
import { verdictText } from '../verdict-text.ts';
import { judgeTarget } from './run.ts';

/** How gonogo is called from here: in a clone, and where the package is installed. */
const own = import.meta.url.endsWith('.ts') ? 'npm start --' : 'npx gonogo';

/** What the demo looks at: the pages of the shop, and the API that its partners call. */
const looks = ['--page', '/', '--page', '/products', '--page', '/checkout', '--page', '/orders', '--api', 'GET /partner/v1/orders', '--api', 'GET /partner/v1/status'];

/**
 * `gonogo demo`: a healthy release of the lab's shop, then the broken one of the story, on this machine's loopback.
 *
 * @returns 0 when the verdicts are GO and NO_GO, as they should be, else 1.
 */
export async function demo(options: DemoOptions): Promise<number> {
  const folder = resolve(options.output ?? 'gonogo-report');
  say('gonogo demo: a small shop and the API that its partners call, on this machine.\n');
  const shop = await loadShop();
  const show = async (fault: FaultId | null, name: string, intro: string): Promise<Verdict> => {
    const lab = await startLab({ fault, shop });
    try {
      say(`\n${intro}\n  gonogo run ${lab.shopUrl} --page / … --api "GET /partner/v1/orders" …\n\n`);
      return await judgeLab(lab.shopUrl, join(folder, name), options);
    } finally {
      await lab.close();
    }
  };
  const healthy = await show(null, 'healthy', '1. The healthy release.');
  const broken = await show('story', 'broken', '2. The next release: it passed its tests, and now it is deployed.');
  const asExpected = healthy.verdict === 'GO' && broken.verdict === 'NO_GO';
  say(`\nReports: ${shownPath(folder)}/healthy and ${shownPath(folder)}/broken (open report.html)\n`);
  say(asExpected ? `Now your own: ${own} run https://your-site.example\n` : `Not as expected: GO and NO_GO were due, ${healthy.verdict} and ${broken.verdict} came.\n`);
  return asExpected ? 0 : 1;
}

async function judgeLab(url: string, outputDir: string, options: DemoOptions): Promise<Verdict> {
  const read = readGate({ targets: { 'demo shop': { url, environment: 'this machine' } } });
  if (!('gate' in read)) throw new Error(read.problems.join('\n'));
  const planned = planRun({
    gate: read.gate,
    configFile: null,
    options: parseRunOptions([url, ...looks, '--output', outputDir]),
    env: {},
    now: new Date(),
    runId: newRunId(new Date()),
    cwd: process.cwd(),
    formats: await formatNames({}, null, process.cwd()),
  });
  const verdict = await judgeTarget(planned, { browser: options.browser, concurrency: null });
  process.stdout.write(verdictText(verdict, outputDir, mainReport(planned.plan.formats)));
  return verdict;
}

function say(text: string): void {
  process.stdout.write(text);
}
