import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { Pool } from 'undici';
import { chooseBrowser, startBrowser } from '../fixtures/browser.ts';
import { countEdges } from '../fixtures/edge-count.ts';

/*
 * The same visits and calls without any test runner, as fast as they can be made: the lower bound for gonogo. It has
 * the same browser flags, contexts, settling time, pictures and decoding, and knows what the pages of the lab are like.
 */

const base = process.env.BENCH_URL ?? '';
const output = process.env.BENCH_OUTPUT ?? '';
const pages = upTo(Number(process.env.BENCH_PAGES));
const calls = upTo(Number(process.env.BENCH_CALLS));

/** At once; more pages than this only make each other wait for the processor. */
const atOnce = { pages: Number(process.env.BENCH_RAW_PAGES ?? 20), calls: Number(process.env.BENCH_RAW_CALLS ?? 16) };

const viewport = { width: 1280, height: 720 };
const settleMs = 2200;

async function lookAt(browser: Browser, number: number): Promise<void> {
  const context = await browser.newContext({ viewport, acceptDownloads: false, locale: 'en-US', timezoneId: 'UTC' });
  const trouble: string[] = [];
  context.on('console', (message) => void (message.type() === 'error' && trouble.push(message.text())));
  context.on('weberror', (error) => void trouble.push(error.error().message));
  context.on('requestfailed', (request) => void trouble.push(request.url()));
  context.on('response', (response) => void (response.status() >= 400 && trouble.push(`${response.status()} ${response.url()}`)));
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const picture = async (scale: number): Promise<Buffer> => {
    const { data } = await session.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true, clip: { x: 0, y: 0, ...viewport, scale } });
    const png = Buffer.from(data, 'base64');
    if (countEdges(png).edges < 100) trouble.push('blank');
    return png;
  };
  await page.goto(`${base}/bench/page/${number}`, { waitUntil: 'commit' });
  await page.getByRole('heading', { level: 1 }).waitFor();
  await picture(0.25);
  await new Promise((resolve) => setTimeout(resolve, settleMs));
  await page.getByRole('heading', { level: 1 }).waitFor();
  const last = await picture(0.5);
  await session.send('Accessibility.getFullAXTree');
  await writeFile(join(output, `page-${number}.png`), last);
  await context.close();
  if (trouble.length > 0) throw new Error(`page ${number}: ${trouble.join('; ')}`);
}

async function call(pool: Pool, number: number): Promise<void> {
  const response = await pool.request({ method: 'GET', path: `/bench/api/${number}` });
  const body = (await response.body.json()) as { number?: unknown };
  if (response.statusCode !== 200 || body.number !== number) throw new Error(`call ${number}: ${response.statusCode}`);
}

/** Runs `work` on each item, at most `most` at once. */
async function each(items: readonly number[], most: number, work: (item: number) => Promise<void>): Promise<void> {
  const left = [...items];
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

async function lookAtPages(): Promise<void> {
  const browser = await startBrowser(chooseBrowser(undefined, process.env));
  await each(pages, atOnce.pages, (number) => lookAt(browser, number));
  await browser.close();
}

async function makeCalls(): Promise<void> {
  const pool = new Pool(base, { connections: atOnce.calls, pipelining: 1 });
  await each(calls, atOnce.calls, (number) => call(pool, number));
  await pool.close();
}

await mkdir(output, { recursive: true });
await Promise.all([lookAtPages(), makeCalls()]);
