import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { type FaultId, faults } from '../lab/faults.ts';
import { loadShop } from '../lab/shop-build.ts';
import { startLab } from '../lab/start-lab.ts';
import { readVerdictDocument } from './verdict-document.ts';

const root = join(import.meta.dirname, '..');
const golden = join(import.meta.dirname, 'golden/faults');
const shop = await loadShop();
const folder = mkdtempSync(join(tmpdir(), 'gonogo-faults-'));

/** Where a fault shows itself: a page and an API path. */
const places: Partial<Record<FaultId, [string, string]>> = {
  A1: ['/orders', 'GET /partner/v1/orders'],
  A6: ['/orders', 'GET /partner/v1/orders'],
  A8: ['/orders', 'GET /partner/v1/orders'],
  A16: ['/orders', 'GET /partner/v1/status'],
};

/** Words that the first reason must hold: the cause, not only the symptom. */
const causes: Record<(typeof faults)[number]['id'], RegExp> = {
  P1: /White screen .*script \/assets\/entry-\w+\.js answered 404/,
  P2: /White screen .*script \/assets\/entry-\w+\.js came as text\/html/,
  P3: /White screen .*script \/assets\/entry-\w+\.js came as text\/html/,
  P16: /White screen .*script \/assets\/entry-\w+\.js was blocked by the Content-Security-Policy/,
  P30: /\/checkout answered 500/,
  P31: /White screen .*TypeError: Cannot read properties of null/,
  P40: /never painted.*stylesheet \/assets\/entry-\w+\.css never answered/,
  P43: /only a spinner.*\/api\/session never answered/,
  P45: /White screen .*characters exist.*body has opacity 0/,
  P47: /stylesheet \/assets\/entry-\w+\.css answered 404/,
  P57: /froze.*main thread/,
  A1: /White screen .*fetch \/partner\/v1\/orders came as text\/html/,
  A6: /White screen .*TypeError: Cannot read properties of undefined \(reading 'amount'\)/,
  A8: /White screen .*TypeError: Cannot read properties of null \(reading 'name'\)/,
  A16: /lost its answer on a reused connection/,
};

describe('the command line against the lab', { concurrency: 3 }, () => {
  test('a healthy release is GO', async () => {
    const { code, stdout, verdict } = await run(null);
    assert.equal(code, 0, stdout);
    assert.deepEqual([verdict.verdict, verdict.go, verdict.reasons, verdict.warnings], ['GO', true, [], []]);
    compare('healthy', stdout);
  });

  for (const { id, title } of faults) {
    test(`${id} (${title}) is NO_GO, and the first reason names the cause`, async () => {
      const { code, stdout, verdict } = await run(id);
      assert.equal(code, 20, stdout);
      assert.deepEqual([verdict.verdict, verdict.go], ['NO_GO', false]);
      assert.match(verdict.reasons[0]?.message ?? '', causes[id]);
      assert.ok(verdict.reasons.every(({ attribution }) => attribution === 'release' || attribution === 'environment'));
      compare(id, stdout);
    });
  }
});

async function run(fault: FaultId | null): Promise<{ code: number | null; stdout: string; verdict: ReturnType<typeof readVerdictDocument> }> {
  const lab = await startLab({ fault, shop });
  const [page, api] = (fault && places[fault]) ?? ['/checkout', 'GET /partner/v1/orders'];
  const output = join(folder, fault ?? 'healthy');
  try {
    const child = spawn('npm', ['start', '--silent', '--', 'run', lab.shopUrl, '--page', page, '--api', api, '--output', output], { cwd: root, env: { ...process.env, NO_COLOR: '1', CI: '', GITHUB_ACTIONS: '', GITLAB_CI: '' } });
    let stdout = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.resume();
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { code, stdout, verdict: readVerdictDocument(output) };
  } finally {
    await lab.close();
  }
}

/** What is printed is pinned, but for ports, hashes, times and measures. UPDATE_GOLDEN=1 writes it anew. */
function compare(name: string, stdout: string): void {
  const steady = stdout
    .replaceAll(folder, 'DIR')
    // Where a path is broken depends on how long that folder's name is.
    .replace(/DIR\/\w+\/evidence\/[^]*?(?=(\s+and\s+\d+\s+more)?\n\n)/g, (path) => path.replace(/\s+/g, ''))
    .replace(/127\.0\.0\.1:\d+/g, 'HOST')
    .replace(/-[A-Z0-9]{8}\.(js|css)/g, '-HASH.$1')
    .replace(/\b\d+ edges,/g, 'N edges,')
    .replace(/sha256-\S+/g, 'sha256-HASH')
    .replace(/\b(\d+ min )?\d+(\.\d+)? (ms|s)\b/g, 'TIME')
    // Where the first line is cut depends on how long its times are.
    .replace(/(NO_GO\s+HOST)\s.*?…/s, '$1 …')
    .replace(/:\d+:\d+\b|\.js:\d+/g, '.js:LINE')
    .replace(/[ \n]+/g, ' ')
    .replace(/ (?=\d+\. |→ |! |Target |Release |Coverage |Duration |Report |\d+ warnings?)/g, '\n')
    .replace(/ and \d+ more$/gm, ' and N more')
    .trim();
  const file = join(golden, `${name}.txt`);
  if (process.env.UPDATE_GOLDEN) {
    mkdirSync(golden, { recursive: true });
    writeFileSync(file, `${steady}\n`);
  }
  assert.equal(`${steady}\n`, readFileSync(file, 'utf8'));
}
