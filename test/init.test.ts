import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { leftOutLine, renderConfig } from '../cli/starting-config.ts';
import { loadGate } from '../config.ts';
import { resolveOwnPackage } from '../cli/own-package.ts';
import { serverUrl } from '../openapi/servers.ts';
import type { JsonObject } from '../openapi/references.ts';
import { temporaryFolder } from './cli-run.ts';
import { acme } from './contract-document.ts';

resolveOwnPackage();
const root = join(import.meta.dirname, '..');

function gonogo(folder: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'cli/main.ts'), ...args], { cwd: folder, encoding: 'utf8' });
  return { code: status, stdout, stderr };
}

async function folderWith(document: object): Promise<string> {
  const folder = await temporaryFolder();
  writeFileSync(join(folder, 'acme.json'), JSON.stringify(document));
  return folder;
}

test('a configuration is written of what can be called, and says what was left out', async () => {
  const folder = await folderWith({ ...acme, servers: [{ url: 'https://api.acme.example/v1/' }] });
  const end = gonogo(folder, 'init', '--openapi', 'acme.json');
  assert.equal(end.code, 0, end.stderr);
  assert.ok(end.stdout.split('\n').every((line) => line.length <= 80), end.stdout);
  assert.equal(end.stdout.replaceAll('\n  ', ' '), `gonogo.config.ts calls 1 operation of acme.json.
Left out (the file lists them):
- cancelOrder: DELETE changes something: it needs mutates: true
- findOrders: request.parameters.state must be given: findOrders needs it in its query, and acme.json has neither an example nor a default for it.
- createOrder: POST changes something: it needs mutates: true
- farAway: request.operation is farAway, which cannot be used: acme.json refers to "https://schemas.example/far.json", which is outside the document.
- brokenSchema: request.operation declares a schema for 200 application/json in acme.json that cannot be used: schema is invalid: data/$defs/answer/typ…
- twin: request.operation is twin, which acme.json gives to more than one operation.
- twin: request.operation is twin, which acme.json gives to more than one operation.
- addNote: POST changes something: it needs mutates: true
- echo: POST changes something: it needs mutates: true
- oddType: POST changes something: it needs mutates: true
- and 1 more
Next: gonogo run --dry-run
`);
  assert.match(readFileSync(join(folder, 'gonogo.config.ts'), 'utf8'), /\{ name: 'getOrder', steps: \[\{ request: \{ operation: 'getOrder' \} \}\] \},\n(?:.*\n)*\/\/ Left out:\n\/\/ - cancelOrder: /);
  const { gate } = await loadGate('gonogo.config.ts', folder);
  assert.deepEqual([gate.targets, gate.partners[0]?.name, gate.partners[0]?.baseUrl], [{ production: { url: 'https://api.acme.example/' } }, 'acme', 'https://api.acme.example/v1']);
  const dry = gonogo(folder, 'run', '--dry-run');
  assert.equal(dry.code, 0, dry.stderr);
  assert.match(dry.stdout, /^ +GET https:\/\/api\.acme\.example\/v1\/orders\/ord_17\?fields=id,state$/m);
  const again = gonogo(folder, 'init', '--openapi', 'acme.json');
  assert.deepEqual([again.code, again.stderr], [2, 'error: There is a configuration already, gonogo.config.ts: move it away, or add to it (see docs/partners.md).\n']);
});

test('the configuration of a large public document is accepted as it was written', async () => {
  const folder = await temporaryFolder();
  copyFileSync(join(root, 'node_modules/@blockfrost/openapi/openapi.yaml'), join(folder, 'openapi.yaml'));
  const end = gonogo(folder, 'init', '--openapi', 'openapi.yaml');
  assert.equal(end.code, 0, end.stderr);
  assert.match(end.stdout, /^gonogo\.config\.ts calls 50 operations of openapi\.yaml\.\n/);
  assert.ok(end.stdout.split('\n').length < 40, end.stdout);
  const dry = gonogo(folder, 'run', '--dry-run');
  assert.equal(dry.code, 0, dry.stderr);
  assert.match(dry.stdout, /^50 journeys$/m);
});

const refused: [title: string, document: object, args: string[], message: RegExp][] = [
  ['a document without server', acme, [], /^error: --url must say where the API is, because acme\.json names no server\.\n$/],
  ['a document that is not there', acme, ['--openapi', 'gone.json'], /^error: --openapi names the file gone\.json, which is not there\.\n$/],
  ['a document with nothing to call', { openapi: '3.1.0', paths: { '/a': { post: { operationId: 'add' } } } }, ['--url', 'https://a.example'], /^error: --openapi names acme\.json, of which no call can be made without more than its examples: add: POST changes something: it needs mutates: true\.\n$/],
];
for (const [title, document, args, message] of refused) {
  test(`${title}: nothing is written`, async () => {
    const folder = await folderWith(document);
    const end = gonogo(folder, 'init', ...(args.includes('--openapi') ? [] : ['--openapi', 'acme.json']), ...args);
    assert.deepEqual([end.code, end.stdout, existsSync(join(folder, 'gonogo.config.ts'))], [2, '', false]);
    assert.match(end.stderr, message);
  });
}

test('names of a hostile document stay texts and comments', async () => {
  const names = ["x' + process.exit(7) + '", 'a\nprocess.exit(7)', 'b\u2028process.exit(7)//', '\\', '`${process.exit(7)}`', '*/ process.exit(7) /*', '\u001b[2J::error::', '\u202egnirts', 'größe 注文'];
  const text = renderConfig({ partner: 'p', openapi: "o'.json", baseUrl: 'https://a.example/v1', operations: names, leftOut: names.map((operation) => ({ operation, reason: operation })) });
  assert.doesNotMatch(text, /[\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202e]/);
  assert.match(text, /operation: 'größe 注文'/);
  const folder = await temporaryFolder();
  writeFileSync(join(folder, 'gonogo.config.ts'), text);
  const { gate } = await loadGate('gonogo.config.ts', folder);
  assert.deepEqual(gate.partners[0]?.journeys.map(({ name }) => name), names);
  assert.ok(leftOutLine({ operation: 'x'.repeat(500), reason: 'y'.repeat(500) }).length <= 150);
});

const servers: [title: string, document: object, from: string | null, url: string | null][] = [
  ['the first server', { servers: [{ url: 'https://a.example/v1/' }, { url: 'https://b.example' }] }, null, 'https://a.example/v1'],
  ['variables by their defaults', { servers: [{ url: 'https://{region}.a.example/{v}', variables: { region: { default: 'eu' }, v: { default: 'v2' } } }] }, null, 'https://eu.a.example/v2'],
  ['a variable without default', { servers: [{ url: 'https://{region}.a.example' }] }, null, null],
  ['relative to where the document is', { servers: [{ url: '../v2' }] }, 'https://a.example/docs/openapi.json', 'https://a.example/v2'],
  ['relative, of a file', { servers: [{ url: '/v2' }] }, null, null],
  ['none, of a URL', {}, 'https://a.example/docs/openapi.json', 'https://a.example'],
  ['none', {}, null, null],
  ['credentials', { servers: [{ url: 'https://me:pass@a.example' }] }, null, null],
  ['another scheme', { servers: [{ url: 'file:///etc' }] }, null, null],
];
for (const [title, document, from, url] of servers) {
  test(`server: ${title}`, () => assert.equal(serverUrl({ root: document as JsonObject }, from), url));
}
