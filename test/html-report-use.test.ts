import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright';
import { chooseBrowser, startBrowser } from '../fixtures/browser.ts';
import { checkAnchor } from '../reports/html/anchors.ts';
import { openReport, renderReport, shownChecks } from './report-page.ts';
import { sampleNoGoWithEvidence } from './sample-evidence.ts';
import { sampleNoGo } from './sample-verdict.ts';

let browser: Browser;
before(async () => { browser = await startBrowser(chooseBrowser(undefined, process.env)); });
after(() => browser.close());

const focused = (page: Page) => page.evaluate(() => document.activeElement?.closest('[id]')?.id ?? '');

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
