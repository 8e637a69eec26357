import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright';
import { chooseBrowser, startBrowser } from '../fixtures/browser.ts';
import { stopsRelease } from '../lab/corpus/corpus-page.ts';
import { type AppCase, startApps } from '../lab/start-apps.ts';
import type { CheckResult, FindingRecord } from '../verdict/verdict.ts';
import { assertTruth } from './app-truth.ts';
import { type Visit, visit } from './app-visit.ts';
import { type CliEnd, checksOfPage, messagesOf, runCli } from './cli-run.ts';

const served = await startApps();
after(() => served.close());

const isHarmless = ({ truth }: AppCase): boolean => !stopsRelease(truth);
const named = ({ app, fault, truth }: AppCase): string => `${app}, ${fault.id}, is ${truth}: ${fault.title}`;

describe('every app shows with each fault what its label says', { concurrency: 6 }, () => {
  const healthy = new Map<string, Visit>();
  const routeOf = ({ app, route }: AppCase): string => `${app}/${route}`;
  let browser: Browser;
  before(async () => {
    browser = await startBrowser(chooseBrowser(undefined, process.env));
    const sound = served.cases.filter(({ fault }) => fault.injections.length === 0);
    await Promise.all(sound.map(async (one) => healthy.set(routeOf(one), await visit(browser, served.url + one.path))));
  });
  after(() => browser.close());

  for (const one of served.cases) {
    it(named(one), async () => {
      const reference = healthy.get(routeOf(one));
      assert.ok(reference);
      assertTruth(one.truth, await visit(browser, served.url + one.path), reference);
    });
  }
});

/** Stylesheets without a rule are only told, and a route that comes to nothing without a word is not noticed. */
const notStopped = new Set(['vue style-empty', 'vue chunk-foreign']);
const isStopped = ({ app, fault }: AppCase): boolean => !notStopped.has(`${app} ${fault.id}`);

const broken = served.cases.filter((one) => !isHarmless(one) && isStopped(one));

describe('gonogo judges the apps with their faults', { concurrency: 2 }, () => {
  describe('what is broken is stopped', () => {
    let end: CliEnd;
    before(async () => {
      end = await judge(broken);
    });

    it('the run as a whole is a NO_GO', () => {
      assert.equal(end.code, 20, end.stdout);
      assert.equal(end.verdict?.verdict, 'NO_GO');
    });
    for (const one of broken) {
      it(named(one), () => {
        const checks = checksOfPage(end, one.path);
        assert.ok(checks.some(({ outcome }) => outcome === 'fail'), messagesOf(checks));
        assert.match(messagesOf(checks), one.fault.cause ?? /./);
      });
    }
  });

  describe('what is harmless passes, and blemishes are told', () => {
    const harmless = served.cases.filter(isHarmless);
    let end: CliEnd;
    before(async () => {
      end = await judge(harmless);
    });

    it('the run as a whole is a GO', () => {
      assert.equal(end.code, 0, end.stdout);
      assert.deepEqual([end.verdict?.verdict, end.verdict?.reasons], ['GO', []]);
    });
    for (const one of harmless) {
      it(named(one), () => {
        const checks = checksOfPage(end, one.path);
        assert.deepEqual([...new Set(checks.map(({ outcome }) => outcome))], ['pass'], messagesOf(checks));
        assert.equal(findingsOf(checks).length > 0, one.truth === 'minor', messagesOf(checks));
        assert.match(messagesOf(checks), one.fault.cause ?? /^no findings$/);
      });
    }
  });
});

/** One run of the real command over the pages of some cases. */
async function judge(cases: AppCase[]): Promise<CliEnd> {
  return runCli([served.url, '--page', ...cases.map(({ path }) => path), '--concurrency', '8', '--format', 'summary']);
}

function findingsOf(checks: CheckResult[]): FindingRecord[] {
  return checks.flatMap(({ findings }) => findings);
}
