import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from 'playwright';
import { PNG } from 'pngjs';
import { type PlacedPage, startCorpus } from '../lab/start-corpus.ts';

// The labels of the corpus are proven here by other means than those that it is there to measure.

const shell = '/usr/bin/chromium-headless-shell';
const named = process.env['GONOGO_BROWSER'];
const executablePath = named && existsSync(named) ? named : existsSync(shell) ? shell : undefined;
const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--enable-unsafe-swiftshader'];

/** Text that only says that something is still to come. */
const waitingWords = /loading|please wait|just a moment|[.…\s]/gi;

const corpus = await startCorpus();
let launched: Promise<Browser> | null = null;
after(async () => {
  await (await launched)?.close();
  await corpus.close();
});

/** The one browser of all pages; a new one when the last has died. */
function liveBrowser(): Promise<Browser> {
  launched ??= chromium.launch({ ...(executablePath ? { executablePath } : {}), args }).then((browser) => browser.on('disconnected', () => { launched = null; }));
  return launched;
}

/** What one visit came to. */
type Seen = {
  /** The browser's own error, when there was no document. */
  error: string | null;
  crashed: boolean;
  /** Tiles of the window with something in them; null when no picture came. */
  tiles: number | null;
  /** Visible text of all frames; null when the page did not answer. */
  text: string | null;
  /** Whatever went wrong on the way. */
  trouble: string[];
};

async function within<Value>(ms: number, work: Promise<Value>): Promise<Value | null> {
  const given = new AbortController();
  return Promise.race([work.catch(() => null), sleep(ms, null, { signal: given.signal })]).finally(() => given.abort());
}

/**
 * Counts tiles of 16×16 pixels in which brightness spans more than 24 of 255 levels. A void has none, however it is
 * coloured and even with a gradient over the whole window.
 */
function busyTiles(bytes: Buffer): number {
  const { width, height, data } = PNG.sync.read(bytes);
  let busy = 0;
  for (let top = 0; top + 16 <= height; top += 16) {
    for (let left = 0; left + 16 <= width; left += 16) {
      let [low, high] = [255, 0];
      for (let at = 0; at < 256; at++) {
        const pixel = ((top + (at >> 4)) * width + left + (at & 15)) * 4;
        const level = 0.3 * (data[pixel] ?? 0) + 0.59 * (data[pixel + 1] ?? 0) + 0.11 * (data[pixel + 2] ?? 0);
        low = Math.min(low, level);
        high = Math.max(high, level);
      }
      if (high - low > 24) busy++;
    }
  }
  return busy;
}

async function see(context: BrowserContext, page: Page, placed: PlacedPage): Promise<Seen> {
  const trouble: string[] = [];
  let crashed = false;
  page.on('crash', () => { crashed = true; });
  page.on('framenavigated', (frame) => frame === page.mainFrame() && trouble.push('navigated'));
  page.on('console', (line) => ['error', 'warning'].includes(line.type()) && trouble.push(line.text()));
  context.on('weberror', (error) => trouble.push(String(error.error())));
  page.on('requestfailed', (request) => trouble.push(request.url()));
  page.on('response', (response) => {
    const isPage = response.headers()['content-type']?.includes('text/html');
    if (response.status() >= 400 || (isPage && response.request().resourceType() !== 'document')) trouble.push(response.url());
  });
  const waiting = new Set<string>();
  page.on('request', (request) => waiting.add(request.url()));
  page.on('response', (response) => waiting.delete(response.url()));
  const session = await context.newCDPSession(page);
  const error = await page.goto(placed.url, { waitUntil: 'commit', timeout: 6000 }).then(() => null, (reason: unknown) => String(reason));
  await sleep(error === null ? (placed.settlesMs ?? 1000) : 0);
  // A blemish comes late on a busy machine. The first navigation is no trouble, but the visit itself.
  const isFaulty = placed.truth === 'wrong' || placed.truth === 'minor';
  for (const until = performance.now() + 3000; isFaulty && trouble.length <= 1 && performance.now() < until; ) await sleep(100);
  // So does text.
  const isOpen = () => error === null && !crashed;
  const readable = () => Promise.all((isOpen() ? page.frames() : []).map((frame) => within(2000, visibleText(frame))));
  let texts = await readable();
  for (const until = performance.now() + 4000; isOpen() && placed.reads && !placed.reads.test(texts.join('\n')) && performance.now() < until; texts = await readable()) await sleep(200);
  const shot = isOpen() ? await pictureOf(session) : null;
  trouble.splice(trouble.indexOf('navigated'), 1);
  return {
    error,
    crashed,
    tiles: shot === null ? null : busyTiles(Buffer.from(shot.data, 'base64')),
    text: texts.length === 0 || texts[0] === null ? null : texts.join('\n'),
    trouble: [...trouble, ...waiting],
  };
}

/** A picture, or null; asked for again, because the one of a page that reloads just then never comes. */
async function pictureOf(session: CDPSession): Promise<{ data: string } | null> {
  for (let attempt = 1; attempt <= 4; attempt++) {
    const picture = await within(2000, session.send('Page.captureScreenshot', { format: 'png' }));
    if (picture !== null) return picture;
  }
  return null;
}

/** The text of a frame; asked again when a navigation came between. */
async function visibleText(frame: ReturnType<Page['mainFrame']>): Promise<string> {
  const ask = () => frame.evaluate(() => (document.body ?? document.documentElement)?.innerText ?? document.documentElement.textContent ?? '');
  return ask().catch(() => sleep(200).then(ask));
}

/** Opens pages in a fresh context, as one visitor would; once more when the whole browser died under it. */
async function visit(use: (context: BrowserContext) => Promise<void>, again = true): Promise<void> {
  const browser = await liveBrowser();
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, acceptDownloads: false });
    // The tab of a page that froze closes when it is killed, which may take its time.
    await use(context).finally(() => within(3000, context.close()));
  } catch (error) {
    if (!again || browser.isConnected()) throw error;
    await visit(use, false);
  }
}

function isWhite({ error, crashed, tiles }: Seen): boolean {
  return error !== null || crashed || tiles === null || tiles === 0;
}

function assertTruth({ truth, reads }: PlacedPage, seen: Seen, plainText: string): void {
  const facts = JSON.stringify(seen);
  if (truth === 'white') return assert.ok(isWhite(seen), `not white: ${facts}`);
  // A page that froze after its first paint keeps its last picture for its visitor, but gives it to nobody else.
  const frozen = truth === 'wrong' && seen.tiles === null && seen.text === null && seen.error === null && !seen.crashed;
  if (frozen) return;
  assert.ok(!isWhite(seen), `white: ${facts}`);
  if (truth === 'stuck') assert.equal((seen.text ?? '').replace(waitingWords, ''), '', `readable: ${facts}`);
  if (reads) assert.match(seen.text ?? '', reads);
  if (truth === 'wrong' || truth === 'minor') assert.ok(seen.trouble.length > 0 || (reads && !reads.test(plainText)), `nothing wrong: ${facts}`);
}

describe('every page of the corpus is what its label says', { concurrency: 6 }, () => {
  let plainText = '';
  before(async () => {
    const plain = corpus.pages.find(({ id }) => id === 'H0');
    assert.ok(plain);
    await visit(async (context) => {
      plainText = (await see(context, await context.newPage(), plain)).text ?? '';
    });
    assert.match(plainText, /Darjeeling/);
  });

  for (const placed of corpus.pages) {
    it(`${placed.id} ${placed.truth}: ${placed.title}`, async () => {
      assert.equal(placed.cause !== undefined, placed.truth !== 'healthy', 'a fault has a cause, a healthy page has none');
      const { visits } = placed;
      if (visits === undefined) {
        return visit(async (context) => assertTruth(placed, await see(context, await context.newPage(), placed), plainText));
      }
      if (visits === 'returning') {
        return visit(async (context) => {
          const first = await context.newPage();
          assert.ok(!isWhite(await see(context, first, placed)), 'the first visit is white already');
          await first.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
          assertTruth(placed, await see(context, await context.newPage(), placed), plainText);
        });
      }
      const loads: boolean[] = [];
      for (let load = 0; load < visits.oneIn; load++) {
        await visit(async (context) => void loads.push(isWhite(await see(context, await context.newPage(), placed))));
      }
      assert.equal(loads.filter(Boolean).length, 1, `one load in ${visits.oneIn} fails: ${loads.join(', ')}`);
    });
  }
});
