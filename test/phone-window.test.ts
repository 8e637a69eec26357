import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { runCli, temporaryFolder } from './cli-run.ts';
import { serveHttp } from './local-server.ts';

/** Reads well in a wide window; a phone gets nothing. */
const wideOnly = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Tea</title>
<style>@media (max-width: 600px) { body { display: none } }</style><main><h1>Heron Tea House</h1><p>First flush Darjeeling has arrived, packed by hand.</p></main></html>`;

/** Made for no window in particular, and without a word on its width. */
const anyWidth = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Tea</title><h1>Heron Tea House</h1><p>First flush Darjeeling has arrived, packed by hand.</p></html>`;

const server = await serveHttp((request, response) => void response.setHeader('content-type', 'text/html; charset=utf-8').end(request.url === '/wide' ? wideOnly : anyWidth));
after(() => server.close());

test('a page can be looked at as a phone shows it, and is judged for itself there', async () => {
  const config = join(await temporaryFolder(), 'gonogo.config.json');
  const viewports = ['desktop', 'mobile'];
  writeFileSync(config, JSON.stringify({ targets: { tea: { url: server.url } }, pages: [{ path: '/any', viewports }, { path: '/wide', viewports }] }));
  const { code, stdout, verdict } = await runCli(['--config', config]);
  assert.equal(code, 20, stdout);
  const failed = verdict?.checks.filter(({ outcome }) => outcome !== 'pass').map(({ title, outcome }) => `${outcome}: ${title}`);
  assert.deepEqual(failed, ['fail: /wide (mobile) shows its content']);
  assert.match(verdict?.reasons[0]?.message ?? '', /White screen on \/wide: .*body has display none.* of 412×839/);
  const browsers = server.requests.filter(({ url, headers }) => url === '/any' && /Chrome/.test(headers['user-agent'] ?? ''));
  assert.deepEqual([...new Set(browsers.map(({ headers }) => /Mobile/.test(headers['user-agent'] ?? '')))].sort(), [false, true]);
});
