import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';

const main = join(import.meta.dirname, '../cli/main.ts');
const golden = join(import.meta.dirname, 'golden/usage.txt');
const folder = mkdtempSync(join(tmpdir(), 'gonogo-usage-'));
const url = 'http://127.0.0.1:9';

interface Case {
  name: string;
  args: string[];
  /** Written as gonogo.config.json. */
  config?: unknown;
  /** Environment variables. */
  environment?: Record<string, string>;
  /** Other files, by name. */
  files?: Record<string, string>;
}

const target = { targets: { production: { url, environment: 'production' } } };
const gateToken = 'a-token-of-the-tests';
const step = (request: object, more: object = {}) => ({ request, ...more });
const partner = (journeys: unknown) => ({ ...target, partners: [{ name: 'acme', baseUrl: url, journeys }] });

const cases: Case[] = [
  { name: 'unknown option', args: ['run', url, '--pgae', '/'] },
  { name: 'unknown command', args: ['rnu', url] },
  { name: 'no URL and no configuration', args: ['run'] },
  { name: 'nothing to check', args: ['run'], config: target },
  { name: 'bad URL', args: ['run', 'shop.example'] },
  { name: 'URL of another scheme', args: ['run', 'ftp://shop.example'] },
  { name: 'URL with credentials', args: ['run', 'https://user:hunter2@shop.example'] },
  { name: 'bad duration', args: ['run', url, '--deadline', '5 minutes'] },
  { name: 'bad method', args: ['run', url, '--api', 'POST /orders'] },
  { name: 'bad concurrency', args: ['run', url, '--concurrency', '0'] },
  { name: 'bad header', args: ['run', url, '--header', 'nonsense'] },
  { name: 'unknown format', args: ['run', url, '--format', 'summary,junti'] },
  { name: 'format that is no file', args: ['run', url, '--format', './ours.ts'] },
  { name: 'unknown exit style', args: ['run', url, '--exit-style', 'loud'] },
  { name: 'missing browser', args: ['run', url, '--browser', '/nowhere/chrome'] },
  { name: 'missing configuration file', args: ['run', '--config', 'nowhere.json'] },
  { name: 'output below a file', args: ['run', url, '--output', join(main, 'out')] },
  { name: 'unknown key', args: ['run'], config: { ...target, pgaes: [] } },
  { name: 'unknown target', args: ['run', '--target', 'prodcution'], config: { ...target, pages: [{ path: '/' }] } },
  { name: 'wrong type deep inside', args: ['run'], config: partner([{ name: 'orders', steps: [step({ path: '/a' }, { expect: { status: 'ok' } })] }]) },
  { name: 'unknown severity', args: ['run'], config: { ...target, pages: [{ path: '/', severity: 'high' }] } },
  { name: 'duplicate pages', args: ['run'], config: { ...target, pages: [{ path: '/' }, { path: '/' }] } },
  { name: 'duplicate journeys', args: ['run'], config: partner([{ name: 'a', steps: [step({ path: '/a' })] }, { name: 'a', steps: [step({ path: '/b' })] }]) },
  { name: 'POST without mutates', args: ['run'], config: partner([{ name: 'orders', steps: [step({ path: '/a', method: 'POST' })] }]) },
  { name: 'unset variable', args: ['run'], config: { ...target, partners: [{ name: 'acme', baseUrl: url, headers: { authorization: { env: 'GONOGO_TEST_UNSET' } }, journeys: [{ name: 'a', steps: [step({ path: '/a' })] }] }] } },
  { name: 'bad JSONPath', args: ['run'], config: partner([{ name: 'a', steps: [step({ path: '/a' }, { expect: { json: { '$.[': 1 } } })] }]) },
  { name: 'bad regular expression', args: ['run'], config: { ...target, pages: [{ path: '/' }], console: { allow: [{ match: '(', reason: 'x' }] } } },
  { name: 'several problems at once', args: ['run'], config: { targets: { production: { url: 'nowhere' } }, pages: [{ path: 'x' }], deadline: '5 min' } },
  { name: 'a baseline that is not there', args: ['run', url, '--baseline', 'nowhere.json'] },
  { name: 'a baseline that is cut', args: ['run', url, '--baseline', 'good.json'], files: { 'good.json': '{"schema": "gonogo.base' } },
  { name: 'a baseline of an older version', args: ['run', url, '--baseline', 'good.json'], files: { 'good.json': '{"schema": "gonogo.baseline/v0"}' } },
  { name: 'a baseline over another file', args: ['run', url, '--save-baseline', 'package.json'], files: { 'package.json': '{"name": "x"}' } },
  { name: 'a forced baseline without its file', args: ['run', url, '--force-baseline', 'because'] },
  { name: 'nothing to show', args: ['show'] },
  { name: 'a folder without a verdict', args: ['show', '.'] },
  { name: 'a run that has not ended', args: ['show', 'begun'], files: { 'begun/plan.json': '{}' } },
  { name: 'a damaged verdict', args: ['show', 'cut.json'], files: { 'cut.json': '{"schema": "gonogo.ver' } },
  { name: 'a verdict with a hole', args: ['show', 'hole.json'], files: { 'hole.json': '{"schema": "gonogo.verdict/v1", "id": 7}' } },
  { name: 'a file of something else', args: ['show', 'package.json'], files: { 'package.json': '{"name": "x", "schema": "\\u001b]0;owned\\u0007::error::other/v9"}' } },
  { name: 'a list instead of a verdict', args: ['show', 'list.json'], files: { 'list.json': '[null]' } },
  { name: 'a gate without token', args: ['gate'], config: { ...target, pages: [{ path: '/' }] } },
  { name: 'a gate with a token that can be guessed', args: ['gate'], config: { ...target, pages: [{ path: '/' }] }, environment: { GONOGO_GATE_TOKEN: 'secret' } },
  { name: 'a gate without configuration', args: ['gate'], environment: { GONOGO_GATE_TOKEN: gateToken } },
  { name: 'a gate with nothing to check', args: ['gate'], config: target, environment: { GONOGO_GATE_TOKEN: gateToken } },
  { name: 'a gate without its certificate', args: ['gate', '--tls-cert', 'no.pem', '--tls-key', 'no.pem', '--output', 'elsewhere'], config: { ...target, pages: [{ path: '/' }] }, environment: { GONOGO_GATE_TOKEN: gateToken } },
];

after(() => rmSync(folder, { recursive: true, force: true }));

const told: string[] = [];

for (const { name, args, config, files = {}, environment } of cases) {
  test(`${name} ends with code 2, one clear sentence, and nothing run`, () => {
    rmSync(join(folder, 'gonogo.config.json'), { force: true });
    if (config !== undefined) writeFileSync(join(folder, 'gonogo.config.json'), JSON.stringify(config));
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { cwd: folder, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', ...environment } });
    assert.equal(status, 2, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, /^error: /);
    assert.ok(!stderr.includes('hunter2'), 'a password is repeated');
    assert.ok(!existsSync(join(folder, 'gonogo-report')), 'the output folder was made');
    told.push(`# ${name}\n$ gonogo ${args.join(' ').replaceAll(main, 'FILE')}\n${stderr.replaceAll(folder, 'DIR').replaceAll(main, 'FILE')}`);
  });
}

test('the sentences are as pinned', () => {
  if (process.env.UPDATE_GOLDEN) writeFileSync(golden, told.join('\n'));
  assert.equal(told.join('\n'), readFileSync(golden, 'utf8'));
});
