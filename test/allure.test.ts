import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { startLab } from '../lab/start-lab.ts';
import { startCli } from './cli-run.ts';

interface AllureStep {
  name: string;
  steps: AllureStep[];
  attachments: { name: string; type: string; source: string }[];
}
interface AllureResult extends AllureStep {
  status: string;
  labels: { name: string; value: string }[];
  statusDetails: { message?: string };
}

const lab = await startLab({ fault: 'P1' });
after(() => lab.close());

test('Allure gets each test with its severity, its words and its pictures, and nothing of the inner wire', async () => {
  const run = await startCli([lab.shopUrl, '--page', '/checkout', '--api', 'GET /partner/v1/status']);
  assert.equal((await run.ended).code, 20);
  const folder = join(run.output, 'allure-results');
  const results = readdirSync(folder)
    .filter((name) => name.endsWith('-result.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as AllureResult);
  const told = results.map(({ name, status, labels }) => [name, status, labels.find((label) => label.name === 'severity')?.value]);
  assert.deepEqual(told.toSorted(), [['/checkout', 'failed', 'blocker'], [`${new URL(lab.shopUrl).host} answers GET /partner/v1/status`, 'passed', 'critical'], ['The deploy is whole', 'failed', 'critical']]);

  const page = results.find(({ name }) => name === '/checkout');
  assert.match(page?.statusDetails.message ?? '', /White screen on \/checkout: script \/assets\/entry-\w+\.js answered 404/);
  const pictures = attachmentsOf(page);
  assert.ok(pictures.length >= 4, 'two pictures and a heat-map of each look');
  for (const { type, source } of pictures) {
    assert.equal(type, 'image/png');
    assert.deepEqual([...readFileSync(join(folder, source)).subarray(1, 4)], [...Buffer.from('PNG')]);
  }
  assert.deepEqual(results.filter(({ status }) => status === 'passed').flatMap(attachmentsOf), []);
});

function attachmentsOf(step: AllureStep | undefined): AllureStep['attachments'] {
  return step === undefined ? [] : [...step.attachments, ...step.steps.flatMap(attachmentsOf)];
}
