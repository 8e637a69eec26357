import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readVerdictDocument } from './verdict-document.ts';

const root = join(import.meta.dirname, '..');
const token = 'tok-8fA3qLw9-swordfish';
const password = 'pass-77Zr-hunter';

test('secrets that a partner, a page and an own spec give away stand in no file and on no screen', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gonogo-secrets-'));
  const server = createServer((request, response) => {
    const given = request.headers.authorization ?? 'none';
    if (request.url?.startsWith('/api')) {
      response.writeHead(500, { 'content-type': 'application/json', 'x-echo': given }).end(JSON.stringify({ error: `rejected ${given}`, password }));
      return;
    }
    response.writeHead(200, { 'content-type': 'text/html' }).end(`<title>${given}</title><h1>Hello ${given}</h1><a href="/">home</a><p>${'text '.repeat(100)}</p>
      <script>console.error('sent ${given}'); fetch('/api/data?access_token=${encodeURIComponent(token)}'); setTimeout(() => { throw new Error('bad ${given}') })</script>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  mkdirSync(join(folder, 'e2e'));
  writeFileSync(
    join(folder, 'gonogo.config.json'),
    JSON.stringify({
      targets: { shop: { url, environment: 'test' } },
      pages: [{ path: '/' }],
      partners: [{ name: 'acme', baseUrl: url, headers: { authorization: { env: 'ACME_TOKEN' } }, journeys: [{ name: 'data', steps: [{ request: { path: '/api/data' }, budget: '3s' }] }] }],
      specs: 'e2e/*.spec.ts',
    }),
  );
  writeFileSync(
    join(folder, 'e2e/leaky.spec.ts'),
    `import { expect, test } from 'gonogo';
test('leaks', async ({}, info) => {
  console.log('using ' + process.env.ACME_TOKEN);
  await info.attach('request', { body: 'authorization: ' + process.env.ACME_TOKEN, contentType: 'text/plain' });
  await test.step('call with ' + process.env.ACME_TOKEN, async () => {});
  expect(process.env.ACME_TOKEN).toBe('something else');
});\n`,
  );
  const child = spawn(process.execPath, [join(root, 'cli/main.ts'), 'run', '--header', `Authorization: Bearer ${token}`, '--output', 'out'], { cwd: folder, env: { ...process.env, ACME_TOKEN: `Bearer ${token}` } });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const code = await new Promise((resolve) => child.once('close', resolve));
  server.close();

  assert.equal(code, 20, printed);
  const { checks } = readVerdictDocument(join(folder, 'out'));
  assert.deepEqual(checks.filter(({ outcome }) => outcome === 'fail').map(({ kind }) => kind), ['resources', 'console', 'api', 'spec']);
  const files = readdirSync(join(folder, 'out'), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, 'out', name)).filter((path) => statSync(path).isFile());
  assert.ok(files.length > 10, files.join('\n'));
  assert.deepEqual(files.filter((path) => path.endsWith('.zip')), [], 'a trace keeps request headers, so none may be recorded when there are secret ones');
  const leaks = files.filter((path) => readFileSync(path).includes(token) || readFileSync(path).includes(password));
  assert.deepEqual(leaks.map((path) => path.slice(folder.length)), []);
  assert.ok(!printed.includes(token) && !printed.includes(password), printed);
  rmSync(folder, { recursive: true, force: true });
});
