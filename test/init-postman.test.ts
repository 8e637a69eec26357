import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { startFromPostman } from '../cli/commands/init-postman.ts';
import { resolveOwnPackage } from '../cli/own-package.ts';
import { loadGate } from '../config.ts';
import type { Gate } from '../config/schema.ts';
import { temporaryFolder } from './cli-run.ts';

resolveOwnPackage();
const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
const main = join(import.meta.dirname, '../cli/main.ts');
const script = (listen: string, ...exec: string[]) => ({ listen, script: { exec } });
const get = (name: string, url: unknown, more: object = {}, item: object = {}) => ({ name, ...item, request: { method: 'GET', url, ...more } });

const collection = {
  info: { name: 'Acme API: orders!', schema },
  variable: [{ key: 'host', value: 'https://api.acme.example/v1' }, { key: 'orderId', value: '17' }, { key: 'accessToken', value: 'literal-secret-1' }],
  auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{accessToken}}' }] },
  item: [
    { name: 'Orders', item: [
      get('list', { raw: '{{host}}/orders?limit=2&debug=1', query: [{ key: 'limit', value: '2' }, { key: 'debug', value: '1', disabled: true }] }, { header: [{ key: 'Accept', value: 'application/json' }, { key: 'X-Tenant', value: '{{tenantName}}' }, { key: 'X-Old', value: 'x', disabled: true }] }, { event: [script('test', "pm.test('ok', () => pm.response.to.have.status(200));", "pm.test('more', () => {});")] }),
      get('one', { raw: '{{host}}/orders/:id', variable: [{ key: 'id', value: '{{orderId}}' }] }),
      { name: 'create', request: { method: 'POST', url: '{{host}}/orders', body: { mode: 'raw', raw: '{}' } } },
      get('invoice', '{{host}}/orders/{{invoiceId}}'),
    ] },
    { name: 'Public', auth: { type: 'noauth' }, item: [get('status', 'api.acme.example/status?env=production', {}, { event: [script('prerequest', 'pm.variables.set("a", 1)')] })] },
    get('me', '{{host}}/me', { auth: { type: 'apikey', apikey: [{ key: 'key', value: 'x-acme-key' }, { key: 'value', value: 'literal-secret-2' }, { key: 'in', value: 'header' }] } }),
    get('report', '{{host}}/report?token=literal-secret-3&key={{api-key}}', { auth: { type: 'basic', basic: [{ key: 'username', value: 'shop' }, { key: 'password', value: 'literal-secret-4' }] } }),
    get('signed', '{{host}}/signed', { auth: { type: 'awsv4', awsv4: [] } }),
    get('odd', '{{host}}/odd', { header: [{ key: 'x-odd', value: 'id {{odd}}' }] }),
    get('elsewhere', '{{otherHost}}/x'),
    get('file', 'file:///etc/passwd'),
    get('jwt', '{{host}}/jwt?next=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2VjcmV0LTU'),
    get('hook', '{{host}}/hook/ghp_literalsecret6literalsecret6literalsecret6'),
  ],
};

async function started(document: unknown, url: string | null = null): Promise<{ text: string; told: string[]; gate: Gate }> {
  const folder = await temporaryFolder();
  writeFileSync(join(folder, 'c.json'), JSON.stringify(document));
  const { text, leftOut } = startFromPostman('c.json', url, folder);
  writeFileSync(join(folder, 'gonogo.config.ts'), text);
  return { text, told: leftOut.map(({ operation, reason }) => `${operation}: ${reason}`), gate: (await loadGate('gonogo.config.ts', folder)).gate };
}

test('requests that change nothing become journeys, by who calls, and secrets become names', async () => {
  const { text, told, gate } = await started(collection);
  assert.doesNotMatch(text, /literal-?secret|eyJ/);
  assert.deepEqual(gate.targets, { production: { url: 'https://api.acme.example/' } });
  assert.deepEqual(gate.partners.map(({ name, baseUrl, auth }) => [name, baseUrl, auth && Object.keys(auth)[0]]), [
    ['acme-api-orders', 'https://api.acme.example', 'bearer'],
    ['acme-api-orders-2', 'http://api.acme.example', undefined],
    ['acme-api-orders-3', 'https://api.acme.example', 'apiKey'],
    ['acme-api-orders-4', 'https://api.acme.example', 'basic'],
  ]);
  const steps = gate.partners.flatMap(({ journeys }) => journeys.map(({ name, steps: [step] }) => [name, step?.request.operation === undefined ? step?.request.path : '', step?.request.query, step?.request.headers, step?.expect.status]));
  assert.deepEqual(steps, [
    ['Orders / list', '/v1/orders', { limit: '2' }, { accept: 'application/json', 'x-tenant': { env: 'TENANT_NAME' } }, [200]],
    ['Orders / one', '/v1/orders/17', {}, {}, undefined],
    ['jwt', '/v1/jwt', { next: { env: 'SECRET' } }, {}, undefined],
    ['Public / status', '/status', { env: 'production' }, {}, undefined],
    ['me', '/v1/me', {}, {}, undefined],
    ['report', '/v1/report', { token: { env: 'TOKEN' }, key: { env: 'API_KEY' } }, {}, undefined],
  ]);
  assert.deepEqual([gate.partners[0]?.auth, gate.partners[2]?.auth, gate.partners[3]?.auth?.basic], [{ bearer: { env: 'ACCESS_TOKEN' } }, { apiKey: { header: 'x-acme-key', value: { env: 'X_ACME_KEY' } } }, { user: 'shop', password: { env: 'PASSWORD' } }]);
  assert.deepEqual(told, [
    'Orders / list: taken without its tests, but for the status',
    'Orders / create: POST changes something: it needs mutates: true',
    'Orders / invoice: its URL needs {{invoiceId}}',
    'Public / status: taken without the script before it',
    'signed: authorization of the kind awsv4 has to be written by hand',
    'odd: its header x-odd is put together with {{odd}}',
    'elsewhere: {{otherHost}} has no value: say with --url where the API is',
    'file: its URL is none of http or https without credentials',
    'hook: its path holds what looks like a secret',
  ]);
});

test('--url stands for a host that is a variable without value', async () => {
  const { gate } = await started({ info: { name: '', schema }, item: [get('a', '{{baseUrl}}/a'), get('b', { raw: '{{baseUrl}}/b', host: ['{{baseUrl}}'], path: ['b'] })] }, 'https://uat.example/v2/');
  assert.deepEqual([gate.partners[0]?.name, gate.partners[0]?.journeys.map(({ steps: [step] }) => step?.request.operation === undefined && step?.request.path)], ['partner', ['/v2/a', '/v2/b']]);
});

test('of a large collection fifty requests are taken, names that are the same are numbered, and depth has an end', async () => {
  const deep = Array.from({ length: 500 }).reduce<object>((item) => ({ name: 'folder', item: [item] }), get('deep', 'https://a.example/deep'));
  const { gate, told } = await started({ info: { name: 'x', schema }, item: [...Array.from({ length: 60 }, (_, index) => get(index < 2 ? 'same' : `n${index}`, `https://a.example/${index}`)), deep] });
  const names = gate.partners[0]?.journeys.map(({ name }) => name) ?? [];
  assert.deepEqual([names.length, names[0], names[1], told.length, told[1]], [50, 'same', 'same (2)', 11, 'n50: not among the first 50']);
  assert.match(told[0] ?? '', /^folder \/ folder .*: only 20 folders within each other are read$/);
});

test('hostile names and values stay texts and comments', async () => {
  const hostile = ["x' + process.exit(7) + '", 'a\nprocess.exit(7)', 'b\u2028process.exit(7)//', '`${process.exit(7)}`', '*/ process.exit(7) /*', '\u001b[2J::error::', '__proto__', 'env'];
  const item = hostile.map((text) => get(text, { raw: `https://a.example/${encodeURIComponent(text)}`, query: [{ key: text, value: text }] }, { header: [{ key: 'x-h', value: 'ok' }] }));
  const { text, gate } = await started({ info: { name: hostile.join(), schema }, item: [...item, { name: hostile[1], request: { method: hostile[0], url: hostile[1] } }] });
  assert.doesNotMatch(text, /[\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202e]/);
  assert.deepEqual(gate.partners[0]?.journeys.map(({ name }) => name), hostile);
});

test('the command writes the file, tells what it left out, and what does not work is one sentence', async () => {
  const folder = await temporaryFolder();
  writeFileSync(join(folder, 'c.json'), JSON.stringify(collection));
  const gonogo = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'init', ...args], { cwd: folder, encoding: 'utf8' });
    return { code: status, stdout, stderr };
  };
  const end = gonogo('--postman', 'c.json');
  assert.equal(end.code, 0, end.stderr);
  assert.match(end.stdout, /^gonogo\.config\.ts calls 6 requests of c\.json\.\nLeft out \(the file lists them\):\n- Orders \/ list: taken without its tests, but for the status\n/);
  assert.ok(end.stdout.split('\n').every((line) => line.length <= 80), end.stdout);
  assert.match(readFileSync(join(folder, 'gonogo.config.ts'), 'utf8'), /^import \{ defineGate, env \} from 'gonogo';\n[^]*\/\/ Left out:\n\/\/ - Orders \/ list: /);
  assert.match(gonogo().stderr, /^error: gonogo init needs one of --openapi and --postman: what to start from\.\n$/);
});

const refused: [title: string, text: string | null, message: RegExp][] = [
  ['no file', null, /^--postman names the file c\.json, which is not there\.$/],
  ['no JSON', '{"a":\u001b[2J', /^--postman names c\.json, which is no JSON: [^\u001b]+\.$/],
  ['an older version', JSON.stringify({ info: { schema: schema.replace('2.1', '2.0') }, item: [] }), /^--postman names c\.json, which is no Postman collection of version 2\.1: export it as such\.$/],
  ['nothing to call', JSON.stringify({ info: { schema }, item: [{ name: 'a', request: { method: 'PUT', url: 'https://a.example' } }] }), /^--postman names c\.json, of which no call can be made as it is: a: PUT changes something: it needs mutates: true\.$/],
];
for (const [title, text, message] of refused) {
  test(`refused: ${title}`, async () => {
    const folder = await temporaryFolder();
    if (text !== null) writeFileSync(join(folder, 'c.json'), text);
    assert.throws(() => startFromPostman('c.json', null, folder), { name: 'UsageError', message });
    assert.ok(!existsSync(join(folder, 'gonogo.config.ts')));
  });
}
