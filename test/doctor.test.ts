import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { type Machine, type Symptom, examineAnswer, examineMachine, examineStart, renderExamination } from '../cli/doctor-report.ts';
import type { Reachability } from '../fixtures/reachability.ts';
import { temporaryFolder } from './cli-run.ts';
import { closedPort, serveHttp } from './local-server.ts';

const machine: Machine = { node: '24.11.0', leastNode: '22.19', version: '1.2.3', playwright: '1.60.0', processors: 2, memory: 4e9, output: { folder: 'gonogo-report', free: 5e9, problem: null } };
const said = (symptoms: Symptom[]): [string, string][] => symptoms.filter(({ state }) => state !== 'well').map(({ state, name }) => [state, name]);

const machines: [case_: string, change: Partial<Machine>, ...said: [string, string][]][] = [
  ['a good machine', {}],
  ['the oldest Node', { node: '22.19.0' }],
  ['a Node that is too old by its minor version', { node: '22.9.1' }, ['ill', 'Node']],
  ['a Node that is too old', { node: '20.19.2' }, ['ill', 'Node']],
  ['little memory', { memory: 1e9 }, ['note', 'Machine']],
  ['a folder that takes nothing', { output: { folder: 'out', free: null, problem: 'EROFS' } }, ['ill', 'Output']],
  ['a disk that is nearly full', { output: { folder: 'out', free: 1e8, problem: null } }, ['note', 'Output']],
];

const now = Date.parse('2026-03-01T00:00:00Z');
const answered: Reachability = { url: 'https://shop.example/', status: 404, error: null, durationMs: 12, clockAheadMs: 400, tls: { host: 'shop.example', protocol: 'TLSv1.3', http: '1.1', validTo: '2026-06-01T00:00:00Z', issuer: 'CA' } };
const answers: [case_: string, change: Partial<Reachability>, ...said: [string, string][]][] = [
  ['any answer', {}],
  ['a certificate that ends soon', { tls: { host: 'shop.example', protocol: 'TLSv1.3', http: '1.1', validTo: '2026-03-10T00:00:00Z', issuer: 'CA' } }, ['note', 'Target']],
  ['a clock that is five minutes behind', { clockAheadMs: -300_000 }, ['note', 'Clock']],
  ['a clock that nobody tells', { clockAheadMs: null }],
  ['no answer', { status: null, error: { kind: 'dns', code: 'ENOTFOUND', message: 'getaddrinfo ENOTFOUND shop.example' } }, ['ill', 'Target']],
];

describe('what a run needs', () => {
  for (const [name, change, ...expected] of machines) it(name, () => assert.deepEqual(said(examineMachine({ ...machine, ...change })), expected));
  for (const [name, change, ...expected] of answers) it(name, () => assert.deepEqual(said(examineAnswer('Target', { ...answered, ...change }, now)), expected));

  it('a browser with its sandbox, without it, and none', () => {
    const started = { version: 'chromium 141', startedMs: 400 };
    assert.deepEqual(said(examineStart({ ...started, sandbox: 'on' })), []);
    assert.deepEqual(said(examineStart({ ...started, sandbox: 'refused-to-root' })), [['note', 'Sandbox']]);
    assert.deepEqual(said(examineStart({ error: 'No browser was found.' })), [['ill', 'Browser']]);
  });

  it('is told in 80 columns, what is foreign without its control characters', () => {
    const foreign = `${'x'.repeat(90)}\u001b[2J\n::error::injected`;
    const text = renderExamination([{ state: 'ill', name: 'Target', text: foreign, remedy: 'Check the name, and whether this machine can resolve it, and then its certificate.' }], { columns: 80, color: false });
    assert.ok(text.split('\n').every((line) => line.length <= 80), text);
    assert.doesNotMatch(text, /\u001b|^::/m);
    assert.match(text, /1 thing to repair/);
  });
});

describe('gonogo doctor', () => {
  const examine = async (folder: string, args: string[], environment: Record<string, string> = {}) => {
    const child = spawn(process.execPath, [resolve(import.meta.dirname, '../cli/main.ts'), 'doctor', ...args], { cwd: folder, env: { ...process.env, NO_COLOR: '1', ...environment } });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString(); });
    const code = await new Promise<number | null>((done) => child.once('close', done));
    return { code, out };
  };

  it('asks every host once, with HEAD and without secrets, and says that a run could judge', async (t) => {
    const asked: string[] = [];
    const serve = async (name: string) => {
      const server = await serveHttp((request, response) => {
        asked.push(`${name} ${request.method} ${request.url} ${request.headers['x-key'] ?? 'no key'}`);
        response.writeHead(405).end();
      });
      t.after(() => server.close());
      return server.url;
    };
    const [shop, acme] = await Promise.all([serve('shop'), serve('acme')]);
    const folder = await temporaryFolder();
    const journeys = ['one', 'two'].map((name) => ({ name, steps: [{ request: { path: '/v1/orders' } }] }));
    writeFileSync(join(folder, 'gonogo.config.json'), JSON.stringify({ targets: { shop: { url: shop } }, pages: [{ path: '/' }], partners: [{ name: 'acme', baseUrl: acme, headers: { 'x-key': { env: 'DOCTOR_KEY' } }, journeys }] }));
    const { code, out } = await examine(folder, [], { DOCTOR_KEY: 'a-secret-key' });
    assert.equal(code, 0, out);
    assert.equal(existsSync(join(folder, 'gonogo-report')), false, 'it leaves nothing behind');
    assert.deepEqual(asked.toSorted(), ['acme HEAD / no key', 'shop HEAD / no key']);
    assert.match(out, /✔ Browser +chromium \d/);
    assert.match(out, /✔ Plan +gonogo\.config\.json: 1 page, 2 journeys, \d+ checks in all/);
    assert.match(out, /✔ acme +http:\/\/127\.0\.0\.1:\d+\/ answers 405 in/);
    assert.match(out, /A run could judge from here\.\n$/);
  });

  it('says what is in the way: no browser, a secret that is not set, nobody who answers', async () => {
    const folder = await temporaryFolder();
    writeFileSync(join(folder, 'gonogo.config.json'), JSON.stringify({ targets: { shop: { url: 'https://shop.example' } }, partners: [{ name: 'acme', baseUrl: 'https://acme.example', headers: { 'x-key': { env: 'DOCTOR_KEY' } }, journeys: [{ name: 'one', steps: [{ request: { path: '/' } }] }] }] }));
    const bare = await examine(folder, ['--browser', '/nowhere/chrome']);
    assert.equal(bare.code, 2, bare.out);
    assert.match(bare.out, /✘ Browser +There is no browser at \/nowhere\/chrome/);
    assert.match(bare.out, /✘ Plan +[^]*DOCTOR_KEY/);
    const empty = await temporaryFolder();
    const dead = await examine(empty, [`http://127.0.0.1:${await closedPort()}`, '--browser', '/nowhere/chrome']);
    assert.equal(dead.code, 2);
    assert.match(dead.out, /✘ Target +[^]*cannot be[^]*reached: connect, ECONNREFUSED/);
    assert.match(dead.out, /A run could not judge from here: 2 things to repair\.\n$/);
  });
});
