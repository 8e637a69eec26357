import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright';
import { chooseBrowser, startBrowser } from '../fixtures/browser.ts';
import { type ConsoleCapture, captureConsole } from '../fixtures/console-capture.ts';
import { loadThrough, mapPlaces } from '../fixtures/source-maps.ts';
import type { MessageGroup } from '../verdict/observation.ts';
import { type LocalServer, serveHttp } from './local-server.ts';

const script = (name: string) => `<!doctype html><title>x</title><script src="/${name}.js"></script>`;

/** A small bundle as a build tool makes it: minified, its map beside it. */
const source = `function renderTotal(order: { price: { amount: number } }): number {
  return order.price.amount;
}

export function renderOrders(orders: { price: { amount: number } }[]): void {
  for (const order of orders) console.log(renderTotal(order));
}

setTimeout(() => renderOrders([JSON.parse('{}')]), 5);
`;
const built = await (async () => {
  const { outputFiles } = await build({ stdin: { contents: source, sourcefile: 'src/orders.ts', loader: 'ts' }, bundle: true, format: 'iife', minify: true, minifySyntax: false, sourcemap: 'external', write: false, outfile: 'built.js', keepNames: false });
  return { code: outputFiles.find(({ path }) => path.endsWith('.js'))?.text ?? '', map: outputFiles.find(({ path }) => path.endsWith('.map'))?.text ?? '' };
})();

/** What the server has, by path. */
const files: Record<string, string> = {
  '/console': script('console'),
  '/console.js': `console.error('%s failed with %d', 'cart', 42);
console.error('%c[shop]%c no stock', 'color:red', '');
console.assert(1 > 2, 'total %d', 3);
console.assert(false);
console.warn('only a warning');
console.log('nothing');
for (let n = 0; n < 5; n++) console.error('again');`,
  '/thrown': script('thrown'),
  '/thrown.js': `Promise.reject({ code: 7, detail: { why: 'stock' }, name: 'x' });
Promise.reject([1, 2]);
Promise.reject('a text');
setTimeout(() => { throw { status: 500 }; }, 5);
setTimeout(() => { throw new TypeError('real'); }, 10);
for (const name of ['first', 'second']) Promise.reject({ name });`,
  '/page-as-script': '<!doctype html><script src="/page"></script>',
  '/page': '<!doctype html><p>not a script',
  '/workers': script('workers'),
  '/workers.js': "new Worker('/worker.js').onerror = () => {}; navigator.serviceWorker.register('/service.js')",
  '/worker.js': "console.error('worker said'); setTimeout(() => { throw new Error('worker threw'); }, 5)",
  '/service.js': "console.error('service said'); addEventListener('install', () => skipWaiting()); addEventListener('activate', () => { setTimeout(() => { throw new TypeError('service threw'); }, 5); Promise.reject({ service: 1 }); })",
  '/frames': '<!doctype html><iframe src="/console"></iframe>',
  '/storm': script('storm'),
  '/storm.js': "for (let n = 0; n < 20000; n++) console.error('line ' + n); document.title = 'over'",
  '/rejections': script('rejections'),
  '/rejections.js': 'for (let n = 0; n < 20000; n++) Promise.reject({ n })',
  '/mapped': '<!doctype html><script src="/built.js"></script><script src="/inline.js"></script><script src="/astray.js"></script>',
  '/built.js': `${built.code}//# sourceMappingURL=built.js.map`,
  '/built.js.map': built.map,
  '/inline.js': `${built.code}//# sourceMappingURL=data:application/json;base64,${Buffer.from(built.map).toString('base64')}`,
  '/astray.js': `${built.code}//# sourceMappingURL=http://127.0.0.2:1/built.js.map`,
  '/untouched': '<!doctype html><script>const before = Object.getOwnPropertyNames(window).length; addEventListener("unhandledrejection", (event) => { event.preventDefault(); console.error(`handled ${Object.getOwnPropertyNames(window).filter((name) => /gonogo|playwright|^__/i.test(name)).length}`); }); Promise.reject({ a: 1 })</script>',
};

let server: LocalServer;
let browser: Browser;

async function hear(path: string, ready: (capture: ConsoleCapture) => boolean, patienceMs = 15_000): Promise<{ capture: ConsoleCapture; groups: MessageGroup[]; page: Page; close: () => Promise<void>; title: () => Promise<string> }> {
  const context = await browser.newContext();
  const started = performance.now();
  const capture = captureConsole(context, { now: () => Math.round(performance.now() - started), clean: (text, limit) => text.replaceAll('geheim', '[redacted]').slice(0, limit) });
  const page = await context.newPage();
  await capture.ready;
  await page.goto(server.url + path, { waitUntil: 'commit' });
  while (!ready(capture) && performance.now() - started < patienceMs) await sleep(50);
  // What the protocol tells may come a little later than the events that it explains.
  await sleep(1000);
  return { capture, page, groups: capture.messages().groups, close: () => context.close(), title: () => page.title() };
}

const has = (groups: MessageGroup[], text: string) => groups.find((group) => group.text === text);
const texts = (groups: MessageGroup[]) => groups.map(({ text }) => text).sort();

describe('the console of a real browser', () => {
  before(async () => {
    server = await serveHttp((request, response) => {
      const path = request.url ?? '';
      const body = files[path];
      response.writeHead(body === undefined ? 404 : 200, { 'content-type': path.endsWith('.js') ? 'text/javascript' : 'text/html' });
      response.end(body ?? 'not here');
    });
    browser = await startBrowser(chooseBrowser(undefined, process.env));
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  it('formats what was logged, takes a failed assertion for an error, and merges what is equal', async () => {
    const { capture, groups, close } = await hear('/console', (heard) => heard.messages().errors >= 9);
    await close();
    assert.deepEqual(texts(groups), ['Assertion failed', 'Assertion failed: total 3', '[shop] no stock', 'again', 'cart failed with 42', 'only a warning']);
    const again = has(groups, 'again');
    assert.deepEqual([again?.count, again?.line, again?.url], [5, 7, `${server.url}/console.js`]);
    assert.deepEqual([capture.messages().errors, capture.messages().warnings], [9, 1]);
  });

  it('tells what a rejection held when it was no error', async () => {
    const { groups, close } = await hear('/thrown', (heard) => heard.exceptions() >= 7);
    await close();
    assert.deepEqual(texts(groups), ['Array(2) [1, 2]', 'Object {code: 7, detail: Object, name: "x"}', 'Object {name: "first"}', 'Object {name: "second"}', 'Object {status: 500}', 'TypeError: real', 'a text']);
    assert.equal(has(groups, 'Object {status: 500}')?.url, `${server.url}/thrown.js`);
    assert.ok(has(groups, 'TypeError: real')?.stack);
  });

  it('names the script that is in truth a page', async () => {
    const { groups, close } = await hear('/page-as-script', (heard) => heard.exceptions() > 0);
    await close();
    assert.deepEqual([groups[0]?.text, groups[0]?.url], ["SyntaxError: Unexpected token '<'", `${server.url}/page`]);
  });

  it('hears workers and service workers, also what they throw', async () => {
    const { groups, close } = await hear('/workers', (heard) => heard.exceptions() >= 3);
    await close();
    const told = (text: string) => { const group = has(groups, text); return [group?.source, group?.origin, group?.url.replace(server.url, '')]; };
    assert.deepEqual(told('worker said'), ['console', 'worker', '/worker.js']);
    assert.deepEqual(told('Error: worker threw').slice(0, 1), ['exception']);
    assert.deepEqual(told('service said'), ['console', 'service-worker', '/service.js']);
    assert.deepEqual(told('TypeError: service threw'), ['exception', 'service-worker', '/service.js']);
    // What a service worker threw before it was listened to is told without what it held.
    const thrown = groups.find(({ text, origin }) => origin === 'service-worker' && /^Object(?: \{service: 1\})?$/.test(text));
    assert.equal(thrown?.source, 'exception');
  });

  it('hears frames', async () => {
    const { groups, close } = await hear('/frames', (heard) => heard.messages().errors >= 9);
    await close();
    assert.ok(has(groups, 'cart failed with 42'));
  });

  it('maps the first exceptions to their source, with the map beside the script or in it, and asks no other server', async () => {
    const { capture, page, close } = await hear('/mapped', (heard) => heard.exceptions() >= 3);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const session = await page.context().newCDPSession(page);
    await mapPlaces(capture.groups(), loadThrough(session), (text, limit) => text.slice(0, limit));
    await close();
    const mapped = capture.messages().groups.map(({ url, mapped }) => [url.replace(server.url, ''), mapped]);
    assert.deepEqual(Object.fromEntries(mapped), { '/built.js': { source: 'src/orders.ts', line: 2, name: 'renderTotal' }, '/inline.js': { source: 'src/orders.ts', line: 2, name: 'renderTotal' }, '/astray.js': null });
    assert.deepEqual(asked, []);
  });

  it('gives up a map that does not come', async () => {
    const group: MessageGroup = { source: 'exception', level: 'error', text: 'Error: x', url: 'https://shop.example/a.js', line: 1, column: 1, stack: null, count: 1, firstMs: 0 };
    const started = performance.now();
    await mapPlaces([group], () => new Promise(() => {}), (text) => text);
    assert.ok(performance.now() - started < 3500);
    await mapPlaces([group], async () => ({ text: 'x', sourceMap: 'data:application/json,{broken' }), (text) => text);
    assert.ok(!group.mapped);
  });

  it('leaves no trace in the page, and hears nothing that the page handled', async () => {
    const { groups, close } = await hear('/untouched', (heard) => heard.messages().errors > 0);
    await close();
    assert.deepEqual(texts(groups), ['handled 0']);
  });

  it('stands twenty thousand lines', async () => {
    const rss = process.memoryUsage().rss;
    // In time of the processor, so that a busy machine is not taken for a busy loop.
    const spent = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
    let longest = 0;
    let last = spent();
    const beat = setInterval(() => { longest = Math.max(longest, spent() - last); last = spent(); }, 20);
    const { capture, groups, close, title } = await hear('/storm', (heard) => heard.messages().errors >= 5000, 30_000);
    clearInterval(beat);
    const told = capture.messages();
    assert.ok(told.errors >= 1000 && told.errors <= 5000, `${told.errors}`);
    assert.ok(groups.length <= 360);
    assert.equal(groups.reduce((sum, { count }) => sum + count, 0) + told.dropped, told.errors + told.warnings);
    assert.equal(await title(), 'over');
    await close();
    assert.ok(longest < 1500, `the loop stood still for ${longest.toFixed(0)} ms`);
    assert.ok(process.memoryUsage().rss - rss < 300e6);
  });

  it('stands twenty thousand rejections', async () => {
    const { capture, groups, close } = await hear('/rejections', (heard) => heard.exceptions() >= 5000, 20_000);
    await close();
    assert.ok(capture.exceptions() >= 1000);
    assert.ok(groups.length <= 360);
  });
});
