import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { startEnvironment } from '../lab/environment.ts';
import { runCli, schemaErrors, temporaryFolder } from './cli-run.ts';
import { displayWidth } from '../reports/display-width.ts';

const execute = promisify(execFile);
const main = resolve(import.meta.dirname, '../cli/main.ts');

/** Output and exit code of another command than `run`. */
async function gonogo(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return execute(process.execPath, [main, ...args]).then(({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }), (error: { code: number; stdout: string; stderr: string }) => ({ code: error.code, out: error.stdout, err: error.stderr }));
}

test('two environments side by side: what differs is told by snapshot, compare and the verdict', { timeout: 120_000 }, async (t) => {
  const uat = await startEnvironment();
  const production = await startEnvironment({ faults: ['config-missing', 'flag-flipped', 'api-older', 'policy-narrower', 'previous-gone'] });
  t.after(() => Promise.all([uat.close(), production.close()]));
  const folder = await temporaryFolder();
  const [config, before, after, report] = ['gonogo.config.json', 'uat.json', 'production.json', 'report'].map((name) => join(folder, name)) as [string, string, string, string];
  await writeFile(config, JSON.stringify({
    targets: { uat: { url: uat.url }, production: { url: production.url } },
    pages: [{ path: '/' }],
    release: { within: '2s', previousAssets: production.previousAssets },
    drift: { config: [{ url: '/config.json' }, { global: '__SETTINGS__' }], flags: [{ url: '/api/flags', json: '$.flags' }], expected: [{ match: '^policy / connect-src$', reason: 'payments are off here' }] },
  }));

  const first = await gonogo('snapshot', '--config', config, '--target', 'uat', '--api', '/api/status', '--output', before);
  assert.equal(first.code, 0, first.err);
  assert.match(first.out, /^4\d facts of uat in /);
  const second = await gonogo('snapshot', '--config', config, '--target', 'production', '--api', '/api/status', '--reference', before, '--output', after);
  assert.equal(second.code, 0, second.err);

  const compared = await gonogo('compare', before, after, '--config', config);
  assert.equal(compared.code, 20);
  assert.match(compared.out, /critical 3\n {4}API v3 -> v2\n {6}- v3\n {6}\+ v2\n {4}config \/config\.json api\.timeoutMs missing\n[^]*flag new-checkout\n {6}- true\n {6}\+ false\n\n {2}3 differences, and 1 declared\./);
  assert.ok(compared.out.split('\n').every((line) => displayWidth(line) <= 80));
  const document = JSON.parse((await gonogo('compare', before, after, '--config', config, '--json')).out) as { schema: string; differences: { label: string }[]; declared: { reason: string }[] };
  assert.deepEqual([document.schema, document.differences.length, document.declared[0]?.reason], ['gonogo.drift/v1', 3, 'payments are off here']);
  assert.equal((await gonogo('compare', before, before, '--config', config)).code, 0);
  await writeFile(after, (await readFile(after, 'utf8')).replace('"v2"', '"v3"'));
  const edited = await gonogo('compare', before, after, '--config', config);
  assert.deepEqual([edited.code, edited.out], [2, '']);
  assert.match(edited.err, /^error: .*production\.json was changed after it was taken: its digest does not fit\./);

  const end = await runCli(['--config', config, '--target', 'production', '--api', '/api/status', '--release', '2026.7.0', '--reference', before, '--format', 'summary,html'], { output: report });
  const { verdict } = end;
  assert.deepEqual([end.code, verdict?.verdict, verdict?.release], [20, 'NO_GO', { expected: '2026.7.0', observed: ['2026.7.0'], match: true }], end.stdout + end.stderr);
  assert.deepEqual(schemaErrors(verdict), []);
  assert.deepEqual(verdict?.reasons.map(({ code }) => code), ['UNCAUGHT_EXCEPTION']);
  assert.deepEqual(verdict.timeline.filter(({ event }) => event === 'release served').map(({ detail }) => detail), ['2026.7.0 everywhere that was asked']);
  assert.ok(verdict.warnings.some(({ code }) => code === 'PREVIOUS_ASSETS_GONE'));
  assert.deepEqual(verdict.drift?.map(({ label, checks }) => `${label}: ${checks.join()}`), ['API v3 -> v2: page:/:console', 'config /config.json api.timeoutMs missing: page:/:console', 'flag new-checkout: page:/:console']);
  assert.deepEqual([verdict.reference?.environment, verdict.reference?.declared, verdict.reference?.notCompared], ['uat', 1, []]);

  const [summary, html, seen] = await Promise.all(['summary.md', 'report.html', 'observations/environment.json'].map((name) => readFile(join(report, name), 'utf8')));
  assert.match(end.stdout.replace(/\s+/g, ' '), /≠ differs from uat: config \/config\.json api\.timeoutMs missing, flag new-checkout, API v3 -> v2/);
  assert.match(end.stdout, /Drift {6}3 differences from uat of \d{4}-/);
  assert.match(summary ?? '', /3 differences from uat/);
  assert.match(html ?? '', /id="drift"[^]*flag new-checkout/);
  for (const text of [summary, html, seen, await readFile(before, 'utf8')]) assert.ok(!text?.includes('lab-merchant-key-55012'));
});
