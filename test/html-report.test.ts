import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright';
import { chooseBrowser, startBrowser } from '../fixtures/browser.ts';
import { loadShop } from '../lab/shop-build.ts';
import { startLab } from '../lab/start-lab.ts';
import { format } from '../reports/formats/html.ts';
import { checkAnchor, findingAnchor } from '../reports/html/anchors.ts';
import { curlLine } from '../reports/html/curl.ts';
import { fileLink, webLink } from '../reports/html/links.ts';
import { html } from '../reports/html/markup.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { startCli, temporaryFolder } from './cli-run.ts';
import { openAll, openReport, openReportFile, observationEvidence, renderReport, seriousViolations } from './report-page.ts';
import { listed, sampleApiObservation, sampleNoGoWithEvidence, samplePageObservation, samplePicture } from './sample-evidence.ts';
import { hostileText, sampleCheck, sampleFinding, sampleInconclusive, sampleNoGo, sampleReason, sampleVerdict } from './sample-verdict.ts';

let browser: Browser;
before(async () => { browser = await startBrowser(chooseBrowser(undefined, process.env)); });
after(() => browser.close());

const phone = { viewport: { width: 360, height: 740 } };
const shownChecks = (page: Page) => page.locator('.check:not([hidden])').count();
const focused = (page: Page) => page.evaluate(() => document.activeElement?.closest('[id]')?.id ?? '');

async function assertNoOverflow(page: Page): Promise<void> {
  const wide = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth] as const);
  assert.ok(wide[0] <= wide[1], `${wide[0]} px of content in a window of ${wide[1]} px`);
}

test('is a format that writes one file', () => assert.deepEqual([format.name, format.files.map(({ name }) => name)], ['html', ['report.html']]));

describe('what it is written with', () => {
  test('a template escapes text, also in attributes, and leaves markup', () => {
    const inner = html`<b>${'<i>'}</b>`;
    assert.equal(html`<p title="${'" onclick="f()'}">${[inner, ' & ', 3]}${null}${undefined}${false}</p>`.text, '<p title="&#34; onclick=&#34;f()"><b>&#60;i&#62;</b> &#38; 3</p>');
  });

  test('only http and https become links to other sites', () => {
    for (const url of ['javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'vbscript:x', '//evil.example', 'x', `https://a.example/${'a'.repeat(3000)}`]) {
      assert.doesNotMatch(webLink(url).text, /href/, url);
    }
    assert.match(webLink('https://a.example/?q="<b>').text, /^<a href="https:\/\/a\.example\/\?q=%22%3Cb%3E" rel="noreferrer noopener">/);
  });

  test('a file link stays in the folder', () => {
    for (const path of ['../secret', 'evidence/../../x', '/etc/passwd', 'a//b', '']) assert.doesNotMatch(fileLink(path).text, /href/, path);
    assert.match(fileLink('evidence/a b"#?.png').text, /href="\.\/evidence\/a%20b%22%23%3F\.png"/);
    assert.match(fileLink('javascript:alert(1)').text, /href="\.\/javascript%3Aalert\(1\)"/);
  });

  test('a curl line is one call, whatever the URL holds', () => {
    const cases: [string, string, string | null][] = [
      ['GET', 'https://a.example/x', "curl --include 'https://a.example/x'"],
      ['POST', "https://a.example/it's;rm -rf", "curl --include --request POST 'https://a.example/it'\\''s;rm%20-rf'"],
      ['HEAD', 'https://a.example/\n$(x)', "curl --include --head 'https://a.example/$(x)'"],
      ['GET; rm', 'https://a.example/', null],
      ['GET', 'javascript:x', null],
    ];
    for (const [method, url, expected] of cases) assert.equal(curlLine(method, url), expected, url);
  });

  test('ids are the same in every run, differ where names only look alike, and are plain', () => {
    assert.equal(checkAnchor('page:/checkout:white-screen'), checkAnchor('page:/checkout:white-screen'));
    assert.notEqual(checkAnchor('page:/a-b'), checkAnchor('page:/a/b'));
    const [one, other] = ['/a.js', '/b.js'].map((url) => findingAnchor('c', sampleFinding({ code: 'RESOURCE_FAILED', message: 'm', data: { cause: { url } } })));
    assert.notEqual(one, other);
    assert.match(checkAnchor(hostileText), /^check-[a-z0-9-]+$/);
  });
});

const inconclusive = { verdict: sampleInconclusive(), evidence: {} };
const samples = { GO: { verdict: sampleVerdict(), evidence: {} }, NO_GO: sampleNoGoWithEvidence(), INCONCLUSIVE: inconclusive };

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
    assert.match(await order.innerText(), /curl --include --request POST 'https:\/\/api\.example\.com\/partner\/v2\/orders\?note=it%27s'/);
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

/** Things that must stay text, each in the hope of setting `owned`. */
const attacks = [
  '<script>window.owned=1</script>', '</script><script>window.owned=1</script>', '</style><script>window.owned=1</script>', '"><img src=x onerror="window.owned=1">', "'><svg onload='window.owned=1'>",
  '<a href="javascript:window.owned=1">x</a>', 'javascript:window.owned=1', '[x](javascript:window.owned=1) ![x](https://evil.example/p.png)', '<iframe srcdoc="<script>parent.owned=1</script>">', '<base href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example/">', '<!-- --!> <![CDATA[', '${window.owned=1}', '{{constructor.constructor("window.owned=1")()}}', '</details></main></body>',
  '\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\', '\u202Egnp.exe\u202C\u2066\u200b', '\ud800\udfff\udc00', '\n::error::x\n##vso[task.complete result=Succeeded;]', hostileText,
];

function hostileReport(): { verdict: Verdict; evidence: ReturnType<typeof observationEvidence> } {
  const long = 'A'.repeat(1_000_000);
  const texts = [attacks.join(' '), long, '<'.repeat(1_000_000), '\u202e\x1b['.repeat(300_000), ...attacks];
  const findings = texts.map((text, index) => sampleFinding({
    code: index % 2 ? 'RESOURCE_FAILED' : 'API_VALUE', message: text, advice: text, evidence: [`evidence/${text.slice(0, 3000)}.png`, text],
    data: { cause: { url: text, type: text, status: 200, contentType: text, error: text, method: text, sample: text }, url: text, method: 'GET', step: text, path: text, found: [text], expected: { equals: text }, seen: { times: text, of: 3 } },
  }));
  const checks = texts.map((text, index) => sampleCheck({ id: text, title: text, kind: index % 2 ? 'white-screen' : 'api', outcome: 'fail', findings: findings.slice(index, index + 1), metrics: { [text]: 1 } }));
  const reasons = checks.map(({ id }, index) => sampleReason(id, findings[index] ?? sampleFinding({ code: 'API_STATUS', message: '' })));
  const text = texts[0] ?? '';
  const verdict = sampleVerdict({
    verdict: 'NO_GO', go: false, id: text, checks: [...checks, sampleCheck({ id: 'page:/x:white-screen', outcome: 'fail', findings: findings.slice(0, 1) }), sampleCheck({ id: 'api:x', kind: 'api', outcome: 'fail', findings: [sampleFinding({ code: 'API_STATUS', message: text, data: { step: text } })] })],
    summary: { line: `NO_GO: ${hostileText.slice(0, 120)}`, short: '', text: '' }, reasons, warnings: reasons,
    target: { name: text, url: `https://evil.example/${text}`, environment: text }, release: { expected: text, observed: texts, match: false },
    trigger: { type: 'pipeline', actor: text, url: 'javascript:window.owned=1' }, links: texts.map((label) => ({ label, url: label })),
    coverage: { planned: 40, executed: 1, criticalPlanned: 40, criticalExecuted: 1, skipped: texts },
    timeline: texts.map((detail) => ({ at: '2026-03-07T01:58:04.000Z', event: detail, detail })),
    tool: { name: 'gonogo', version: text, node: text, playwright: text, browser: text },
    evidence: texts.map((path) => ({ id: path, type: 'screenshot', path, contentType: path, sha256: path, bytes: 10 })),
  });
  const evidence = { ...observationEvidence(verdict, samplePageObservation('page:/x', text)), ...observationEvidence(verdict, sampleApiObservation('api:x', text, text)) };
  return { verdict, evidence };
}

describe('a hostile run', () => {
  test('stays text: nothing executes, asks, leaves or overflows', async () => {
    const { verdict, evidence } = hostileReport();
    const report = await renderReport(verdict, evidence);
    assert.ok(report.length < 6_000_000, String(report.length));
    assert.ok(report.isWellFormed());
    assert.doesNotMatch(report.replace(/<style>[^]*?<\/style>|<script>[^]*?<\/script>/g, ''), /::|##|[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b]/);
    assert.equal(report.match(/<script/g)?.length, 1);
    const { page, misdeeds } = await openReport(browser, report, phone);
    await openAll(page);
    await assertNoOverflow(page);
    await page.locator('#search').fill('<script>window.owned=1');
    assert.ok(await shownChecks(page) > 0);
    const hrefs = await page.evaluate(() => [...document.querySelectorAll('[href],[src],[action]')].map((element) => element.getAttribute('href') ?? element.getAttribute('src') ?? 'action'));
    for (const href of hrefs) assert.match(href, /^(?:#[\w-]+$|https?:\/\/|\.\/|data:image\/)/);
    assert.equal(await page.evaluate(() => document.querySelectorAll('iframe, object, embed, base, form, meta[http-equiv="refresh"]').length), 0);
    assert.equal(await page.evaluate(() => (window as Window & { owned?: number }).owned), undefined);
    assert.deepEqual(await misdeeds(), []);
    await page.context().close();
  });
});

describe('finding one’s way', () => {
  test('a deep link opens its check, lights it up, and passes a filter', async () => {
    const anchor = checkAnchor('white-screen:/p/57');
    const { page } = await openReport(browser, await renderReport(sampleNoGo()), { hash: `#${anchor}` });
    const row = page.locator(`#${anchor}`);
    assert.deepEqual(await row.evaluate((element) => [(element as HTMLDetailsElement).open, element.classList.contains('is-target')]), [true, true]);
    await page.locator(`#${anchor} > summary:focus`).waitFor();
    await row.waitFor({ state: 'visible' });
    await page.locator('[data-filter="fail"]').click();
    assert.equal(await row.isVisible(), false);
    const other = checkAnchor('white-screen:/p/58');
    await page.evaluate((hash) => { location.hash = hash; }, other);
    await page.locator(`#${other}[open]`).waitFor();
    assert.equal(await shownChecks(page), 120);
    await page.context().close();
  });

  test('reasons, checks and pictures are reached by links that lead somewhere', async () => {
    const { verdict, evidence } = sampleNoGoWithEvidence();
    const { page } = await openReport(browser, await renderReport(verdict, evidence));
    const lost = await page.evaluate(() => {
      const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
      const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
      return [...twice, ...[...document.querySelectorAll('a[href^="#"]')].map((link) => link.getAttribute('href')?.slice(1) ?? '').filter((id) => !ids.includes(id))];
    });
    assert.deepEqual(lost, []);
    await page.context().close();
  });

  test('filters by outcome and searches, both together', async () => {
    const { page } = await openReport(browser, await renderReport(sampleNoGo()));
    await page.locator('[data-filter="fail"]').click();
    assert.equal(await shownChecks(page), 3);
    assert.equal(await page.locator('[data-filter="fail"]').getAttribute('aria-pressed'), 'true');
    await page.locator('#search').fill('acme ORDER');
    assert.equal(await shownChecks(page), 1);
    assert.equal(await page.locator('#shown').innerText(), '1 of 120 checks are shown');
    await page.locator('[data-filter=""]').click();
    await page.locator('#search').fill('no such check');
    assert.equal(await shownChecks(page), 0);
    assert.equal(await page.locator('#none').isVisible(), true);
    await page.keyboard.press('Escape');
    assert.equal(await shownChecks(page), 120);
    await page.locator('[data-show="flaky"]').click();
    assert.equal(await shownChecks(page), 1);
    await page.context().close();
  });

  test('is worked by keys, with a focus that can be seen', async () => {
    const { page } = await openReport(browser, await renderReport(sampleNoGo()));
    await page.keyboard.press('j');
    assert.match(await focused(page), /^finding-white-screen/);
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineStyle), 'none');
    await page.keyboard.press('j');
    assert.match(await focused(page), /^finding-api-status/);
    await page.keyboard.press('k');
    assert.match(await focused(page), /^finding-white-screen/);
    await page.keyboard.press('/');
    await page.keyboard.type('product 7');
    assert.equal(await page.locator('#search').inputValue(), 'product 7');
    await page.keyboard.press('ArrowDown');
    assert.equal(await focused(page), checkAnchor('white-screen:/p/7'));
    await page.keyboard.press('Enter');
    assert.equal(await page.locator(`#${checkAnchor('white-screen:/p/7')}`).getAttribute('open'), '');
    await page.keyboard.press('ArrowDown');
    assert.equal(await focused(page), checkAnchor('white-screen:/p/17'));
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Escape');
    assert.equal(await page.locator(`#${checkAnchor('white-screen:/p/7')}`).getAttribute('open'), null);
    await page.keyboard.press('Escape');
    assert.equal(await shownChecks(page), 120);
    await page.context().close();
  });

  test('works without JavaScript', async () => {
    const anchor = checkAnchor('white-screen:/checkout');
    const { page } = await openReport(browser, await renderReport(sampleNoGo()), { javaScriptEnabled: false });
    assert.equal(await page.locator('#toolbar').isVisible(), false);
    assert.equal(await page.locator('.reason').first().locator('.advice').isVisible(), true);
    const row = page.locator(`#${anchor}`);
    assert.equal(await row.locator('.body').isVisible(), false);
    await row.locator('summary').click();
    assert.equal(await row.locator('.body').isVisible(), true);
    await page.context().close();
  });

  test('paper shows reasons and warnings whole', async () => {
    const { page } = await openReport(browser, await renderReport(sampleNoGo()));
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('.warning .body').first().evaluate((body) => body.getBoundingClientRect().height > 0), true);
    assert.equal(await page.locator('#toolbar').isVisible(), false);
    await page.context().close();
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
