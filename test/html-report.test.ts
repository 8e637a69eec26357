import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright';
import { chooseBrowser, startBrowser } from '../fixtures/browser.ts';
import { loadShop } from '../lab/shop-build.ts';
import { startLab } from '../lab/start-lab.ts';
import { format } from '../reports/formats/html.ts';
import { startCli, temporaryFolder } from './cli-run.ts';
import { assertNoOverflow, openAll, openReport, openReportFile, phone, renderReport, seriousViolations, shownChecks } from './report-page.ts';
import { listed, sampleNoGoWithEvidence, samplePicture } from './sample-evidence.ts';
import { sampleCheck, sampleFinding, sampleInconclusive, sampleReason, sampleVerdict } from './sample-verdict.ts';

let browser: Browser;
before(async () => { browser = await startBrowser(chooseBrowser(undefined, process.env)); });
after(() => browser.close());

test('is a format that writes one file', () => assert.deepEqual([format.name, format.files.map(({ name }) => name)], ['html', ['report.html']]));

const samples = { GO: { verdict: sampleVerdict(), evidence: {} }, NO_GO: sampleNoGoWithEvidence(), INCONCLUSIVE: { verdict: sampleInconclusive(), evidence: {} } };

for (const [name, { verdict, evidence }] of Object.entries(samples)) {
  describe(name, () => {
    test('opens without errors, violations and requests, and says the verdict and what to do', async () => {
      const { page, misdeeds } = await openReport(browser, await renderReport(verdict, evidence));
      assert.equal(await page.locator('h1').innerText(), name);
      assert.match(await page.title(), new RegExp(`^${name} · shop · production$`));
      assert.match(await page.locator('.next').innerText(), /Stop here|may stay|not a GO|Not enough/);
      for (const label of ['Target', 'Release', 'Time', 'Asked by', 'Checks']) assert.equal(await page.locator('.top dt', { hasText: new RegExp(`^${label}$`) }).count(), 1, label);
      await openAll(page);
      assert.deepEqual(await page.evaluate(() => [...document.images].filter((image) => image.naturalWidth === 0).length), 0);
      assert.deepEqual(await misdeeds(), []);
      await page.context().close();
    });

    test('its policy allows nothing but its own style, script and pictures', async () => {
      const report = await renderReport(verdict, evidence);
      const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(report)?.[1] ?? '';
      assert.match(policy, /^default-src 'none'; img-src data:; style-src 'sha256-[^' ]+'; script-src 'sha256-[^' ]+'; base-uri 'none'; form-action 'none'$/);
      assert.doesNotMatch(report.replace(/<style>[^]*?<\/style>/, ''), / style="| on[a-z]+="/);
    });

    test('has room in 360 px, also when everything is open', async () => {
      const { page } = await openReport(browser, await renderReport(verdict, evidence), phone);
      await assertNoOverflow(page);
      await openAll(page);
      await assertNoOverflow(page);
      await page.context().close();
    });

    for (const colorScheme of ['light', 'dark'] as const) {
      test(`keeps to WCAG in ${colorScheme} colours`, async () => {
        const { page } = await openReport(browser, await renderReport(verdict, evidence), { colorScheme, reducedMotion: 'reduce' });
        await openAll(page);
        assert.deepEqual(await seriousViolations(page), []);
        await page.context().close();
      });
    }
  });
}

describe('evidence', () => {
  test('a reason shows pictures, the failed request, the console and the exchange', async () => {
    const { verdict, evidence } = sampleNoGoWithEvidence();
    const { page } = await openReport(browser, await renderReport(verdict, evidence));
    const [white, order] = [page.locator('.reason').nth(0), page.locator('.reason').nth(1)];
    assert.equal(await white.locator('img').count(), 2, 'equal pictures are shown once');
    assert.match(await white.innerText(), /2 pictures, all alike[^]*What counts as visible[^]*checkout-8f2a11\.js[^]*answered 404, took 41.ms[^]*212×[^]*TypeError: cart is undefined/);
    await openAll(page);
    assert.match(await order.innerText(), /status 503[^]*upstream connect error/);
    assert.match(await order.innerText(), /curl --include --request POST --header 'authorization: Bearer '"\$ACME_TOKEN" --header 'x-text: upstream connect error' --data-raw 'upstream connect error' 'https:\/\/api\.example\.com\/partner\/v2\/orders\?note=it%27s'/);
    assert.match(await order.innerText(), /Trace 4bf92f[^]*DNS 3.ms, connect 12.ms, first byte 290.ms, body 5.ms/);
    assert.equal(await page.locator('a[href="./evidence/checkout/trace.zip"]').count(), 1);
    await page.context().close();
  });

  test('pictures beyond the room are named and linked in the folder, those of reasons come first', async () => {
    const big = Buffer.concat([samplePicture(10, 10, 1), Buffer.alloc(1_400_000)]);
    const paths = Array.from({ length: 6 }, (_, index) => `evidence/${index}.png`);
    const passing = sampleCheck({ id: 'page:/a:white-screen', evidence: ['evidence/5.png'] });
    const findings = paths.slice(0, 5).map((path, index) => sampleFinding({ code: 'NOT_SEEN', message: `m${index}`, evidence: [path] }));
    const checks = [passing, ...findings.map((finding, index) => sampleCheck({ id: `page:/${index}:white-screen`, outcome: 'fail', findings: [finding] }))];
    const verdict = sampleVerdict({
      verdict: 'NO_GO', go: false, checks, evidence: paths.map((path, index) => listed(path, big, `${index}`)),
      reasons: findings.toReversed().map((finding) => sampleReason(`page:/${finding.message.slice(1)}:white-screen`, finding)),
    });
    const report = await renderReport(verdict, Object.fromEntries(paths.map((path) => [path, big])));
    assert.ok(report.length < 8_000_000, String(report.length));
    assert.equal(report.match(/<img /g)?.length, 3);
    assert.match(report, /in the folder, <a href="\.\/evidence\/0\.png">/);
    assert.doesNotMatch(report, /in the folder, <a href="\.\/evidence\/4\.png">/);
  });
});

test('500 checks are 500 closed rows, what failed first, laid out only where they are seen', async () => {
  const checks = Array.from({ length: 500 }, (_, index) => sampleCheck({ id: `white-screen:/p/${index}`, outcome: index === 499 ? 'fail' : 'pass' }));
  const report = await renderReport(sampleVerdict({ checks }));
  assert.ok(report.length < 1_000_000, String(report.length));
  const { page, misdeeds } = await openReport(browser, report);
  assert.equal(await shownChecks(page), 500);
  assert.equal(await page.locator('.check[open]').count(), 0);
  assert.equal(await page.locator('.check').first().getAttribute('data-outcome'), 'fail');
  assert.equal(await page.locator('.check').nth(250).evaluate((row) => getComputedStyle(row).contentVisibility), 'auto');
  assert.equal(await page.locator('.bars rect.is-pass, .bars rect.is-fail').count(), 500);
  assert.deepEqual(await misdeeds(), []);
  await page.context().close();
});

test('a real run of a broken page leaves a report with its pictures in it', async () => {
  const lab = await startLab({ fault: 'P3', shop: await loadShop() });
  try {
    const run = await startCli([lab.shopUrl, '--page', '/checkout', '--api', 'GET /partner/v1/orders'], { output: join(await temporaryFolder(), 'report') });
    const { code, stdout } = await run.ended;
    assert.equal(code, 20, stdout);
    assert.match(stdout, /Report +\S*report\.html/);
    const file = join(run.output, 'report.html');
    const { page, misdeeds } = await openReportFile(browser, file);
    assert.equal(await page.locator('h1').innerText(), 'NO_GO');
    const first = page.locator('.reason').first();
    assert.match(await first.innerText(), /entry-\w+\.js[^]*What counts as visible[^]*SyntaxError/);
    const widths = await first.locator('img').evaluateAll((images) => images.map((image) => (image as HTMLImageElement).naturalWidth));
    assert.ok(widths.length >= 2 && widths.every((width) => width > 0), JSON.stringify(widths));
    assert.ok(readFileSync(file).length < 2_000_000);
    assert.doesNotMatch(readFileSync(file, 'utf8'), new RegExp(dirname(import.meta.dirname).replaceAll('/', '\\/')), 'no path of the machine');
    assert.deepEqual(await misdeeds(), []);
    await page.context().close();
  } finally {
    await lab.close();
  }
});
