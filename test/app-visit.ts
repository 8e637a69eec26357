import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, CDPSession, Page, Request } from 'playwright';
import { PNG } from 'pngjs';
import { late, within } from '../fixtures/within.ts';

/** What a visitor had in front of them once the page had settled. */
export interface Visit {
  /** Null when there was nothing to take a picture of: nothing was ever painted. */
  picture: PNG | null;
  /** Text in the page's main part; in all of it when it has none. */
  text: string;
  /** Requests that failed or were refused. */
  trouble: string[];
}

/** Milliseconds: for the load event, after which a request counts as silent, between two pictures, for one, and for all. */
const patience = { load: 4000, silent: 3000, between: 300, picture: 5000, all: 15_000 };

/** Opens a page in a fresh context and looks at it when it has loaded, asks for nothing more, and no longer changes. */
export async function visit(browser: Browser, url: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  try {
    const page = await context.newPage();
    const trouble: string[] = [];
    const waiting = new Map<Request, number>();
    page.on('request', (request) => waiting.set(request, performance.now()));
    page.on('requestfinished', (request) => waiting.delete(request));
    page.on('requestfailed', (request) => waiting.delete(request) && trouble.push(request.url()));
    page.on('response', (response) => response.status() >= 400 && trouble.push(response.url()));
    const session = await context.newCDPSession(page);
    await page.goto(url, { waitUntil: 'commit' });
    await within(patience.load, page.waitForLoadState('load'));
    const picture = await settledPicture(session, waiting);
    return { picture, text: await mainText(page), trouble };
  } finally {
    await context.close();
  }
}

/** The first picture that is like the one before it, taken while no request is young; the last one when none is; null when none came. */
async function settledPicture(session: CDPSession, waiting: ReadonlyMap<Request, number>): Promise<PNG | null> {
  let before = '';
  for (const until = performance.now() + patience.all; performance.now() < until; await sleep(patience.between)) {
    if ([...waiting.values()].some((since) => performance.now() - since < patience.silent)) continue;
    // The browser refuses a picture in the moment in which one document takes the place of another.
    const shot = await within(patience.picture, session.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true }).catch(() => null));
    if (shot === late) return null;
    if (shot === null) continue;
    if (shot.data === before) break;
    before = shot.data;
  }
  return before === '' ? null : PNG.sync.read(Buffer.from(before, 'base64'));
}

async function mainText(page: Page): Promise<string> {
  const text = await within(patience.picture, page.evaluate(() => (document.querySelector('main') ?? document.body ?? document.documentElement).innerText));
  return text === late ? '' : text;
}
