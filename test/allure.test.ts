import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { after, test } from 'node:test';
import { chooseBrowser, startBrowser } from '../fixtures/browser.ts';
import { startLab } from '../lab/start-lab.ts';
import { startCli, temporaryFolder } from './cli-run.ts';
import { serveHttp } from './local-server.ts';

interface AllureStep {
  name: string;
  steps: AllureStep[];
  attachments: { name: string; type: string; source: string }[];
}
interface AllureResult extends AllureStep {
  status: string;
  labels: { name: string; value: string }[];
  statusDetails: { message?: string };
}

const lab = await startLab({ fault: 'P1' });
after(() => lab.close());
const folder = await temporaryFolder();
const workers = join(folder, 'workers');
const counting = join(folder, 'count-workers.mjs');
writeFileSync(counting, `import { appendFileSync } from 'node:fs';
if (/workerProcessEntry/.test(process.argv[1])) appendFileSync(${JSON.stringify(workers)}, 'x');`);
const run = await startCli([lab.shopUrl, '--page', '/checkout', '--api', 'GET /partner/v1/status', 'GET /partner/v1/none'], { environment: { NODE_OPTIONS: `--import=${counting}` } });
const main = join(import.meta.dirname, '../cli/report-allure.ts');

test('Allure gets each test with its severity, its words and its pictures, and nothing of the inner wire', async () => {
  assert.equal((await run.ended).code, 20);
  const folder = join(run.output, 'allure-results');
  const results = readdirSync(folder)
    .filter((name) => name.endsWith('-result.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as AllureResult);
  const told = results.map(({ name, status, labels }) => [name, status, labels.find((label) => label.name === 'severity')?.value]);
  assert.deepEqual(told.toSorted(), [['/checkout', 'failed', 'blocker'], [`${new URL(lab.shopUrl).host} answers GET /partner/v1/none`, 'failed', 'critical'], [`${new URL(lab.shopUrl).host} answers GET /partner/v1/status`, 'passed', 'critical'], ['The deploy is whole', 'failed', 'critical']]);

  const page = results.find(({ name }) => name === '/checkout');
  assert.match(page?.statusDetails.message ?? '', /White screen on \/checkout: script \/assets\/entry-\w+\.js answered 404/);
  const pictures = attachmentsOf(page);
  assert.ok(pictures.length >= 4, 'two pictures and a heat-map of each look');
  for (const { type, source } of pictures) {
    assert.equal(type, 'image/png');
    assert.deepEqual([...readFileSync(join(folder, source)).subarray(1, 4)], [...Buffer.from('PNG')]);
  }
  assert.deepEqual(results.filter(({ status }) => status === 'passed').flatMap(attachmentsOf), []);

  const call = attachmentsOf(results.find(({ name }) => name.endsWith('/v1/none')));
  assert.deepEqual(call.map(({ type }) => type), ['application/vnd.allure.http+json', 'text/plain']);
  const exchange = JSON.parse(readFileSync(join(folder, call[0]?.source ?? ''), 'utf8')) as { request: { url: string }; response: { status: number } };
  assert.deepEqual([exchange.request.url, exchange.response.status], [`${lab.shopUrl}/partner/v1/none`, 404]);
});

test('one worker of Playwright runs all tests, although three of them fail', async () => {
  await run.ended;
  assert.equal(readFileSync(workers, 'utf8'), 'x');
});

test('its site is made from them without a network, shows them in a browser, and asks nobody else for anything', async (t) => {
  await run.ended;
  const made = spawnSync(process.execPath, [main, run.output], { encoding: 'utf8', env: { ...process.env, https_proxy: 'http://127.0.0.1:9', http_proxy: 'http://127.0.0.1:9' } });
  assert.equal(made.status, 0, made.stderr);
  const site = join(run.output, 'allure-report');
  const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json' };
  const server = await serveHttp((request, response) => {
    const path = new URL(request.url ?? '/', 'http://site').pathname.replace(/\/$/, '/index.html');
    try {
      const body = readFileSync(join(site, path));
      response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  t.after(() => server.close());
  const browser = await startBrowser(chooseBrowser(undefined, process.env));
  t.after(() => browser.close());
  const page = await browser.newPage();
  const elsewhere: string[] = [];
  const isElsewhere = (url: string) => /^http/.test(url) && !url.startsWith(server.url);
  page.on('response', (response) => { if (isElsewhere(response.url())) elsewhere.push(response.url()); });
  page.on('requestfailed', (request) => { if (isElsewhere(request.url()) && request.failure()?.errorText !== 'csp') elsewhere.push(`${request.url()} ${request.failure()?.errorText}`); });
  page.on('pageerror', (error) => elsewhere.push(error.message));
  await page.goto(server.url);
  await page.getByText('/checkout', { exact: true }).first().click();
  await page.getByText(/White screen on \/checkout/).first().waitFor();
  assert.deepEqual(elsewhere, []);
});

test('a folder without results is told, and is no success', () => {
  const { status, stderr } = spawnSync(process.execPath, [main, join(import.meta.dirname, 'nowhere')], { encoding: 'utf8' });
  assert.equal(status, 2);
  assert.match(stderr, /^error: there is no \S*test\/nowhere\/allure-results\. Run gonogo run first/);
});

function attachmentsOf(step: AllureStep | undefined): AllureStep['attachments'] {
  return step === undefined ? [] : [...step.attachments, ...step.steps.flatMap(attachmentsOf)];
}
