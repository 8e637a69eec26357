import { type Page, expect, test } from '@playwright/test';
import { PNG } from 'pngjs';

const pages = Number(process.env.BENCH_PAGES);
const settle = process.env.BENCH_SETTLE === '1';

for (let number = 1; number <= pages; number++) {
  test(`page ${number} shows its content`, async ({ page }) => {
    const trouble: string[] = [];
    page.on('console', (message) => void (message.type() === 'error' && trouble.push(`console: ${message.text()}`)));
    page.on('pageerror', (error) => void trouble.push(`exception: ${error.message}`));
    page.on('requestfailed', (request) => void trouble.push(`failed: ${request.url()}`));
    page.on('response', (response) => void (response.status() >= 400 && trouble.push(`${response.status()}: ${response.url()}`)));

    const response = await page.goto(`/bench/page/${number}`);
    expect(response?.status()).toBe(200);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectPicture(page);
    if (settle) {
      await page.waitForTimeout(2200);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectPicture(page);
    }
    expect(trouble).toEqual([]);
  });
}

/** A window that is not blank has more than a few colours. */
async function expectPicture(page: Page): Promise<void> {
  const { width, height, data } = PNG.sync.read(await page.screenshot());
  const pixels = new Uint32Array(data.buffer, data.byteOffset, width * height);
  expect(new Set(pixels).size).toBeGreaterThan(8);
}
