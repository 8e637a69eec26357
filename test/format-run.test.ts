import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadShop } from '../lab/shop-build.ts';
import { startLab } from '../lab/start-lab.ts';
import { runCli, temporaryFolder } from './cli-run.ts';

const own = `export const format = {
  name: 'own',
  files: [{ name: 'own.txt', render: ({ verdict }: { verdict: string }, { directory }: { directory: string }) => \`\${verdict} in \${directory}\` }],
  announce: () => ({ lines: ['own was here'], appended: [] }),
};
`;

test('on GitHub Actions the real command annotates, writes outputs and summary, and an own format works beside it', async () => {
  const folder = await temporaryFolder();
  const file = (name: string) => join(folder, name);
  await writeFile(file('own.ts'), own);
  const lab = await startLab({ fault: 'P1', shop: await loadShop() });
  try {
    const environment = { CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_OUTPUT: file('output'), GITHUB_STEP_SUMMARY: file('summary'), GONOGO_TERMINATION_LOG: file('termination'), NO_COLOR: '1' };
    const output = file('report');
    const { code, stdout, left } = await runCli([lab.shopUrl, '--page', '/checkout', '--format', `github,kubernetes,otlp,${file('own.ts')}`], { environment, output });
    assert.equal(code, 20, stdout);
    assert.deepEqual(left, []);
    assert.match(stdout, /^::error title=[^\n]*::White screen on \/checkout/);
    assert.match(stdout, /^own was here$/m);
    assert.match(await readFile(file('output'), 'utf8'), /^verdict<<(\S+)\nNO_GO\n\1\n/);
    assert.match(await readFile(file('summary'), 'utf8'), /^## ❌ NO\\_GO/);
    assert.match(await readFile(file('termination'), 'utf8'), /^NO_GO: White screen/);
    assert.equal(await readFile(join(output, 'own.txt'), 'utf8'), `NO_GO in ${output}`);
    assert.match(await readFile(join(output, 'otlp-traces.json'), 'utf8'), /"test\.suite\.run\.status"/);
  } finally {
    await lab.close();
  }
});

test('with --json nothing but the verdict is printed, and the files of the step are written all the same', async () => {
  const folder = await temporaryFolder();
  const lab = await startLab({ fault: null, shop: await loadShop() });
  try {
    const environment = { CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary') };
    const { code, stdout } = await runCli([lab.shopUrl, '--api', 'GET /partner/v1/status', '--json'], { environment });
    assert.equal(code, 0, stdout);
    assert.equal((JSON.parse(stdout) as { verdict: string }).verdict, 'GO');
    assert.match(await readFile(join(folder, 'output'), 'utf8'), /^go<<\S+\ntrue$/m);
  } finally {
    await lab.close();
  }
});

test('a format that fails costs its report and not the verdict, which warns of it', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'bad.ts'), "export const format = { name: 'bad', files: [{ name: 'bad.txt', render: () => { throw new Error('out of ink'); } }] };\n");
  const lab = await startLab({ fault: null, shop: await loadShop() });
  try {
    const { code, stdout, stderr, verdict } = await runCli([lab.shopUrl, '--api', 'GET /partner/v1/status', '--format', `summary,in-toto,${join(folder, 'bad.ts')}`], { output: join(folder, 'report') });
    assert.equal(code, 0, stderr);
    assert.deepEqual(verdict?.warnings.map((warning) => warning.code), ['REPORT_FAILED']);
    assert.match(stdout, /failed to render bad\.txt: out of ink/);
    assert.match(await readFile(join(folder, 'report/summary.md'), 'utf8'), /failed to render bad\.txt/);
    const { subject } = JSON.parse(await readFile(join(folder, 'report/in-toto.json'), 'utf8')) as { subject: { digest: { sha256: string } }[] };
    assert.equal(subject[0]?.digest.sha256, createHash('sha256').update(await readFile(join(folder, 'report/verdict.json'))).digest('hex'));
  } finally {
    await lab.close();
  }
});
