import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Lab, startLab } from '../lab/start-lab.ts';
import { readVerdictDocument } from './verdict-document.ts';

const root = join(import.meta.dirname, '..');
const project = mkdtempSync(join(tmpdir(), 'gonogo-package-'));
let lab: Lab;

before(async () => {
  npm(root, 'pack', '--pack-destination', project);
  const [tarball] = readdirSync(project).filter((name) => name.endsWith('.tgz'));
  assert.ok(tarball, 'npm pack made no tarball');
  npm(project, 'init', '-y');
  npm(project, 'install', '--no-audit', '--no-fund', join(project, tarball));
  lab = await startLab();
});

after(async () => {
  await lab.close();
  rmSync(project, { recursive: true, force: true });
});

test('the package, installed in an empty project, judges a URL', async () => {
  const { code, stdout } = await npx('gonogo', 'run', `${lab.shopUrl}/checkout`, '--output', 'out');
  assert.equal(code, 0, stdout);
  const verdict = readVerdictDocument(join(project, 'out'));
  assert.deepEqual([verdict.verdict, verdict.coverage.executed], ['GO', 4]);
});

test('a configuration, an own spec and a report format of that project count, all from TypeScript', async () => {
  mkdirSync(join(project, 'e2e'), { recursive: true });
  writeFileSync(
    join(project, 'gonogo.config.ts'),
    `import { defineGate } from 'gonogo';
export default defineGate({ targets: { shop: { url: '${lab.shopUrl}', environment: 'production' } }, specs: 'e2e/*.spec.ts' });\n`,
  );
  writeFileSync(
    join(project, 'e2e/basket.spec.ts'),
    `import { expect, test } from 'gonogo';
test('the basket is there', { tag: '@blocker' }, async ({ page }) => {
  await page.goto('/checkout');
  await expect(page.getByText('No such basket')).toBeVisible({ timeout: 1500 });
});\n`,
  );
  writeFileSync(
    join(project, 'ours.ts'),
    `import type { Format } from 'gonogo';
export const format: Format = {
  name: 'ours',
  files: [{ name: 'ours.txt', render: ({ verdict }) => \`rendered \${verdict}\` }],
  announce: ({ verdict }) => ({ lines: [\`announced \${verdict}\`], appended: [] }),
};\n`,
  );
  const { code, stdout } = await npx('gonogo', 'run', '--format', './ours.ts,github', '--output', 'own');
  assert.equal(code, 20, stdout);
  const { checks } = readVerdictDocument(join(project, 'own'));
  assert.deepEqual(checks.map(({ id, severity, outcome }) => [id, severity, outcome]), [['spec:e2e/basket.spec.ts › the basket is there', 'blocker', 'fail']]);
  assert.match(stdout, /^announced NO_GO$/m);
  assert.equal(readFileSync(join(project, 'own/ours.txt'), 'utf8'), 'rendered NO_GO');
});

test('the demo comes along and shows both verdicts', async () => {
  const { code, stdout } = await npx('gonogo', 'demo');
  assert.equal(code, 0, stdout);
  assert.match(stdout, /✔ GO[^]*✘ NO_GO/);
});

function npm(cwd: string, ...args: string[]): void {
  const done = spawnSync('npm', args, { cwd, encoding: 'utf8' });
  assert.equal(done.status, 0, `npm ${args.join(' ')}: ${done.stderr}`);
}

function npx(...args: string[]): Promise<{ code: number | null; stdout: string }> {
  const child = spawn('npx', ['--no-install', ...args], { cwd: project, env: { ...process.env, NO_COLOR: '1' } });
  let stdout = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.resume();
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout })));
}
