import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Browser, type Page } from 'playwright';
import { PNG } from 'pngjs';
import { faults, type FaultId } from '../lab/faults.ts';
import { loadShop, writeShop, type ShopFiles } from '../lab/shop-build.ts';
import { startLab, type Lab, type LabOptions } from '../lab/start-lab.ts';

const shell = '/usr/bin/chromium-headless-shell';
const executablePath = process.env['GONOGO_BROWSER'] ?? (existsSync(shell) ? shell : '/usr/bin/chromium');
const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

let browser: Browser;
let shop: ShopFiles;
before(async () => {
  [browser, shop] = await Promise.all([chromium.launch({ executablePath, args }), loadShop()]);
});
after(() => browser.close());

/** Runs `use` against a lab that is closed whatever happens. */
async function withLab(options: LabOptions, use: (lab: Lab) => Promise<void>): Promise<void> {
  const lab = await startLab({ shop, ...options });
  try {
    await use(lab);
  } finally {
    await lab.close();
  }
}

type Visit = { page: Page; console: string[]; errors: string[]; trouble: string[] };

/** Opens one page in a context of its own and collects what it complains about. */
async function visit(url: string, use: (visit: Visit) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  const page = await context.newPage();
  page.setDefaultTimeout(8_000);
  const seen: Visit = { page, console: [], errors: [], trouble: [] };
  page.on('console', (line) => seen.console.push(`${line.type()}: ${line.text()}`));
  page.on('pageerror', (error) => seen.errors.push(`${error.name}: ${error.message}`));
  page.on('requestfailed', (failed) => seen.trouble.push(`${failed.failure()?.errorText} ${failed.url()}`));
  page.on('response', (response) => {
    if (response.status() >= 400) seen.trouble.push(`${response.status()} ${response.url()}`);
  });
  try {
    await page.goto(url, { waitUntil: 'commit' }).catch((error: unknown) => seen.errors.push(String(error)));
    await use(seen);
  } finally {
    await context.close();
  }
}

/** Visits one path of the shop under a fault. */
function under(fault: FaultId, path: string, use: (visit: Visit, lab: Lab) => Promise<void>): Promise<void> {
  return withLab({ fault }, (lab) => visit(lab.shopUrl + path, (seen) => use(seen, lab)));
}

async function colours(page: Page): Promise<number> {
  const { data } = PNG.sync.read(await page.screenshot());
  return new Set(new Uint32Array(data.buffer, data.byteOffset, data.length / 4)).size;
}

async function assertOneColour(page: Page): Promise<void> {
  await sleep(800);
  assert.equal(await colours(page), 1, 'the screen has one colour');
}

/** Waits until the browser has said something that matches, so that no slow start passes for a white page. */
async function said(lines: string[], pattern: RegExp): Promise<void> {
  for (let waited = 0; waited < 8_000 && !lines.some((line) => pattern.test(line)); waited += 50) await sleep(50);
  assert.ok(lines.some((line) => pattern.test(line)), `${pattern} in:\n${lines.join('\n')}`);
}

const domText = (page: Page): Promise<string> => page.locator('#root').evaluate((root) => root.textContent ?? '');

/** Resolves to 'silent' when nothing has come in time; a failure in time is still a failure. */
function orSilent<T>(promise: Promise<T>, ms: number): Promise<T | 'silent'> {
  promise.catch(() => undefined);
  return Promise.race([promise, sleep(ms, 'silent' as const)]);
}

const pages: [path: string, says: string][] = [
  ['/', 'Favourites this week'],
  ['/products', 'Harbour Fog'],
  ['/products/ket-swan', 'Swan Kettle'],
  ['/checkout', 'Your basket'],
  ['/orders', 'Mina Halvorsen'],
  ['/about', 'Our story'],
  ['/bench/page/1', 'Blend no. 1'],
  ['/bench/page/1000', 'Blend no. 1000'],
];

describe('healthy lab', { concurrency: 4 }, () => {
  for (const [path, says] of pages) {
    it(`renders ${path} without a complaint`, () =>
      withLab({}, (lab) =>
        visit(lab.shopUrl + path, async ({ page, console, errors, trouble }) => {
          await page.getByText(says).first().waitFor();
          await page.waitForLoadState('load');
          await sleep(500);
          assert.deepEqual({ console, errors, trouble }, { console: [], errors: [], trouble: [] });
          assert.ok((await colours(page)) > 20);
        }),
      ));
  }

  it('routes on the client and loads the orders chunk late', () =>
    withLab({}, (lab) =>
      visit(`${lab.shopUrl}/`, async ({ page }) => {
        const requests: string[] = [];
        await page.getByRole('link', { name: 'Partner orders' }).waitFor();
        await page.waitForLoadState('load');
        page.on('request', (sent) => requests.push(sent.url()));
        await page.getByRole('link', { name: 'Orders', exact: true }).click();
        await page.getByText('ord_1048').waitFor();
        assert.ok(requests.some((url) => /assets\/orders-page-\w+\.js$/.test(url)), requests.join('\n'));
        assert.ok(!requests.some((url) => url === `${lab.shopUrl}/orders`), 'no second document');
        await page.goBack();
        await page.getByText('Favourites this week').waitFor();
      }),
    ));

  it('serves bench paths to the asked number, each with two API calls', () =>
    withLab({ pages: 3, apiPaths: 3 }, async (lab) => {
      assert.equal((await fetch(`${lab.shopUrl}/bench/page/3`)).status, 200);
      assert.equal((await fetch(`${lab.shopUrl}/bench/page/4`)).status, 404);
      assert.equal((await fetch(`${lab.shopUrl}/bench/api/4`)).status, 404);
      await visit('about:blank', async ({ page }) => {
        const calls: string[] = [];
        page.on('request', (sent) => void (sent.resourceType() === 'fetch' && calls.push(sent.url())));
        await page.goto(`${lab.shopUrl}/bench/page/2`);
        await page.getByText('Blend no. 2').waitFor();
        assert.equal(calls.length, 2, calls.join('\n'));
      });
    }));

  it('names its release in header and page', () =>
    withLab({ release: 'r42' }, async (lab) => {
      const response = await fetch(`${lab.shopUrl}/`);
      assert.equal(response.headers.get('x-release'), 'r42');
      assert.match(await response.text(), /<meta name="release" content="r42">/);
      assert.equal((await fetch(`${lab.partnerUrl}/v1/status`)).headers.get('x-release'), 'r42');
    }));

  it('delays every answer by the latency', () =>
    withLab({ latencyMs: 120 }, async (lab) => {
      const started = performance.now();
      await fetch(`${lab.shopUrl}/bench/api/1`);
      assert.ok(performance.now() - started >= 115);
    }));

  it('serves the same from a written folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lab-'));
    try {
      await writeShop(folder);
      const read = await loadShop(folder);
      assert.deepEqual([...read].sort(), [...shop].sort());
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('partner API', () => {
  it('creates once per idempotency key and deletes', () =>
    withLab({}, async (lab) => {
      const create = (key: string): Promise<Response> =>
        fetch(`${lab.partnerUrl}/v1/orders`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': key },
          body: JSON.stringify({ items: [{ sku: 'cup-dune', quantity: 2 }] }),
        });
      const first = await create('a');
      assert.equal(first.status, 201);
      const { id, total } = (await first.json()) as { id: string; total: { amount: number } };
      assert.equal(total.amount, 4400);
      const again = await create('a');
      assert.equal(again.headers.get('idempotency-replayed'), 'true');
      assert.equal(((await again.json()) as { id: string }).id, id);
      assert.notEqual(((await (await create('b')).json()) as { id: string }).id, id);

      const mounted = `${lab.shopUrl}/partner/v1/orders/${id}`;
      assert.equal((await fetch(mounted)).status, 200);
      assert.equal((await fetch(mounted, { method: 'DELETE' })).status, 204);
      assert.equal((await fetch(mounted)).status, 404);
    }));

  it('refuses with problem details', () =>
    withLab({ partnerToken: 'secret' }, async (lab) => {
      const anonymous = await fetch(`${lab.partnerUrl}/v1/orders`);
      assert.equal(anonymous.status, 401);
      assert.match(anonymous.headers.get('content-type') ?? '', /^application\/problem\+json/);
      const headers = { authorization: 'Bearer secret' };
      assert.equal((await fetch(`${lab.partnerUrl}/v1/orders`, { headers })).status, 200);
      assert.equal((await fetch(`${lab.partnerUrl}/v1/orders`, { headers, method: 'POST', body: '{}' })).status, 422);
      assert.equal((await fetch(`${lab.partnerUrl}/v1/orders`, { headers, method: 'PUT' })).status, 405);
      assert.equal((await fetch(`${lab.shopUrl}/partner/v1/orders`)).status, 200, "the shop's mount adds the token");
    }));
});

/** One check per fault, by what is true of the fault rather than by what gonogo would say. */
const truths: Record<FaultId, () => Promise<void>> = {
  P1: () =>
    under('P1', '/', async ({ page, trouble }) => {
      await said(trouble, /^404 .*\/assets\/entry-\w+\.js$/);
      await assertOneColour(page);
    }),
  P2: () =>
    under('P2', '/products', async ({ page, console }) => {
      await said(console, /Failed to load module script/);
      await assertOneColour(page);
    }),
  P3: () =>
    under('P3', '/checkout', async ({ page, errors, console }) => {
      await said(errors, /^SyntaxError: Unexpected token '<'$/);
      assert.deepEqual(console, []);
      await assertOneColour(page);
    }),
  P16: () =>
    under('P16', '/about', async ({ page, console }) => {
      await said(console, /entry-\w+\.js.*violates the following Content Security Policy/);
      await assertOneColour(page);
    }),
  P30: () =>
    under('P30', '/orders', async ({ page, trouble }, lab) => {
      // Chromium rejects the navigation and shows its own error page; the headless shell shows an empty document.
      await said(trouble, /^(500|net::ERR_HTTP_RESPONSE_CODE_FAILURE) .*\/orders$/m);
      assert.equal(await page.locator('#root').count(), 0);
      const response = await fetch(`${lab.shopUrl}/orders`);
      assert.deepEqual([response.status, await response.text()], [500, '']);
    }),
  P31: () =>
    under('P31', '/products', async ({ page, errors }) => {
      await page.getByText('Harbour Fog').waitFor();
      await page.waitForFunction('document.querySelector("#root").childElementCount === 0');
      await said(errors, /^TypeError: Cannot read properties of null/);
      await assertOneColour(page);
    }),
  P40: () =>
    under('P40', '/', async ({ page }) => {
      assert.equal(await orSilent(page.waitForEvent('load'), 3_000), 'silent');
    }),
  P43: () =>
    under('P43', '/checkout', async ({ page }) => {
      await page.waitForLoadState('load');
      await sleep(1_500);
      assert.equal(await domText(page), '');
      assert.ok((await colours(page)) > 1, 'a skeleton is there');
    }),
  P45: () =>
    under('P45', '/products', async ({ page, console, errors, trouble }) => {
      await page.getByText('Harbour Fog').waitFor({ state: 'attached' });
      assert.match(await domText(page), /Harbour Fog/);
      assert.deepEqual([...console, ...errors, ...trouble], []);
      await assertOneColour(page);
    }),
  P47: () =>
    under('P47', '/about', async ({ page, trouble }) => {
      await page.getByText('Our story').first().waitFor();
      await said(trouble, /^404 .*\.css$/);
      assert.equal(await page.evaluate('getComputedStyle(document.body).marginTop'), '8px');
    }),
  P57: () =>
    under('P57', '/', async ({ page }) => {
      await sleep(1_000);
      assert.equal(await orSilent(page.evaluate('1'), 2_000), 'silent');
    }),
  A1: () =>
    under('A1', '/orders', async ({ page, errors }, lab) => {
      for (const url of [`${lab.partnerUrl}/v1/status`, `${lab.shopUrl}/partner/v1/orders`]) {
        const response = await fetch(url);
        assert.deepEqual([response.status, response.headers.get('content-type')], [200, 'text/html; charset=utf-8']);
      }
      await said(errors, /SyntaxError: Unexpected token '<', "<!doctype /);
      await assertOneColour(page);
    }),
  A6: () =>
    under('A6', '/orders', async ({ page, errors }, lab) => {
      const order: unknown = await (await fetch(`${lab.partnerUrl}/v1/orders/ord_1048`)).json();
      assert.ok(typeof order === 'object' && order !== null && !('total' in order) && 'grandTotal' in order);
      await said(errors, /^TypeError: Cannot read properties of undefined \(reading 'amount'\)/);
      await assertOneColour(page);
    }),
  A8: () =>
    under('A8', '/orders', async ({ page, errors }, lab) => {
      const { orders } = (await (await fetch(`${lab.shopUrl}/partner/v1/orders`)).json()) as { orders: { customer: unknown }[] };
      assert.ok(orders.length > 0 && orders.every((order) => order.customer === null));
      await said(errors, /^TypeError: Cannot read properties of null \(reading 'name'\)/);
      await assertOneColour(page);
    }),
  A16: () =>
    under('A16', '/orders', async ({ page }, lab) => {
      await page.getByText('ord_1048').waitFor();
      for (const url of [`${lab.partnerUrl}/v1/orders`, `${lab.shopUrl}/partner/v1/orders`]) {
        const agent = new Agent({ keepAlive: true, maxSockets: 1 });
        assert.equal(await orSilent(status(url, agent), 2_000), 200);
        assert.equal(await orSilent(status(url, agent), 1_000), 'silent');
        assert.equal(await orSilent(status(url, new Agent()), 2_000), 200);
        agent.destroy();
      }
    }),
  P44: () =>
    under('P44', '/', async ({ page }) => {
      await page.getByText('Favourites this week').waitFor({ state: 'attached' });
      await sleep(2_000);
      await assertOneColour(page);
    }),
  story: () =>
    under('story', '/checkout', async ({ page }, lab) => {
      await assertOneColour(page);
      await visit(`${lab.shopUrl}/products`, async (seen) => {
        await seen.page.getByText('Stock unknown').nth(11).waitFor();
        await sleep(500);
        assert.ok(seen.console.length > 100, `${seen.console.length} console lines`);
      });
      assert.equal((await fetch(`${lab.partnerUrl}/v1/status`)).status, 200);
      assert.equal((await fetch(`${lab.partnerUrl}/v1/orders`)).status, 502);
      assert.equal(await orSilent(fetch(`${lab.partnerUrl}/v1/orders/ord_1048`), 1_000), 'silent');
      assert.equal(lab.release, '2026.7.0');
    }),
};

/** Status of a GET through a given agent, read to its end so that the connection can be used again. */
function status(url: string, agent: Agent): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { agent }, (response) => response.resume().once('end', () => resolve(response.statusCode)))
      .once('error', reject)
      .end();
  });
}

describe('each fault is what it says', { concurrency: 4 }, () => {
  for (const [id, holds] of Object.entries(truths)) it(id, { timeout: 30_000 }, holds);

  it('has the fifteen of the set, each once', () => {
    assert.equal(new Set(faults.map((fault) => fault.id)).size, 15);
  });

  it('closes at once while requests wait', async () => {
    const lab = await startLab({ shop, fault: 'P43' });
    const waiting = assert.rejects(fetch(`${lab.shopUrl}/api/session`));
    await sleep(100);
    const started = performance.now();
    await lab.close();
    await waiting;
    assert.ok(performance.now() - started < 500);
  });
});
