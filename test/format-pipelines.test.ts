import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { formatNames } from '../cli/format-names.ts';
import type { Environment } from '../reports/format.ts';
import { format as buildkite } from '../reports/formats/buildkite.ts';
import { renderMessages } from '../reports/formats/kubernetes.ts';
import { loadFormats } from '../reports/load-formats.ts';
import { forVariable } from '../verdict/neutralise.ts';
import { encodeVerdict } from '../verdict/wire.ts';
import { announced } from './announced.ts';
import { temporaryFolder } from './cli-run.ts';
import { sampleInconclusive, sampleNoGo, samples, sampleVerdict } from './sample-verdict.ts';

/** Reads a service message of Octopus: every value is base64 of UTF-8. */
function readOctopus(line: string): { name: string; values: Record<string, string> } | null {
  const found = /^##octopus\[([\w-]+)((?: \w+='[A-Za-z0-9+/]*=*')*)\]$/.exec(line);
  if (!found) return null;
  const pairs = [...(found[2] ?? '').matchAll(/ (\w+)='([^']*)'/g)].map(([, key = '', value = '']) => [key, Buffer.from(value, 'base64').toString('utf8')] as const);
  return { name: found[1] ?? '', values: Object.fromEntries(pairs) };
}

for (const [name, sample] of Object.entries(samples)) {
  describe(`octopus, ${name}`, () => {
    test('every line is a message, or an indented line without commands', async () => {
      for (const line of await announced(sample(), 'octopus')) assert.ok(readOctopus(line) || /^ {2}(?!.*(##|::))[^\0-\x1f]+$/.test(line), line);
    });

    test('variables, artifact and result', async () => {
      const verdict = sample();
      const messages = (await announced(verdict, 'octopus', {}, '/w/out')).map(readOctopus).filter((message) => message !== null);
      const of = (wanted: string) => messages.filter((message) => message.name === wanted).map(({ values }) => values);
      assert.deepEqual(of('setVariable').slice(0, 3), [
        { name: 'GonogoVerdict', value: verdict.verdict },
        { name: 'GonogoGo', value: String(verdict.go) },
        { name: 'GonogoReason', value: forVariable(verdict.summary.line) },
      ]);
      assert.deepEqual(of('createArtifact'), [{ path: '/w/out/verdict.json', name: 'verdict.json', length: String(Buffer.byteLength(encodeVerdict(verdict))) }]);
      assert.equal(of('resultMessage').length, verdict.go ? 0 : 1);
    });
  });

  test(`spinnaker, ${name}: one property a line`, async () => {
    const lines = await announced(sample(), 'spinnaker');
    const properties = Object.fromEntries(lines.map((line) => /^SPINNAKER_PROPERTY_(\w+)=(.*)$/.exec(line)?.slice(1) ?? []));
    assert.deepEqual([lines.length, properties.GONOGO_VERDICT, properties.GONOGO_GO], [5, sample().verdict, String(sample().go)]);
    for (const line of lines) {
      assert.equal(line.match(/SPINNAKER_PROPERTY_/g)?.length, 1);
      assert.doesNotMatch(line, /\$\{|[\0-\x1f]/);
    }
  });

  test(`kubernetes, ${name}: the longest summary that fits into 4096 bytes`, async () => {
    const file = join(await temporaryFolder(), 'termination-log');
    await writeFile(file, '');
    assert.deepEqual(await announced(sample(), 'kubernetes', { GONOGO_TERMINATION_LOG: file }), []);
    const message = await readFile(file, 'utf8');
    assert.equal(message, renderMessages(sample()).find((version) => Buffer.byteLength(version) <= 4096));
    assert.doesNotMatch(message, /[\0-\x09\x0b-\x1f]|::|##/);
  });

  test(`buildkite, ${name}: the annotation has at most 1 MiB`, async () => {
    const text = await buildkite.files[0]?.render(sample(), { environment: {}, directory: '/', formats: [], evidence: async () => null });
    assert.match(text ?? '', /^## /);
    assert.ok(Buffer.byteLength(text ?? '') <= 1_048_576);
  });
}

test('kubernetes falls back to the shorter summaries', async () => {
  const file = join(await temporaryFolder(), 'log');
  const written = async (before: number) => {
    await writeFile(file, 'x'.repeat(before));
    await announced(sampleVerdict({ summary: { line: 'line', short: 's'.repeat(1000), text: 't'.repeat(4000) } }), 'kubernetes', { GONOGO_TERMINATION_LOG: file });
    return (await readFile(file, 'utf8')).slice(before, before + 1);
  };
  assert.deepEqual(await Promise.all([written(0)]), ['t']);
  assert.equal(await written(1000), 's');
  assert.equal(await written(4000), 'l');
  assert.equal(await written(4096), '');
});

test('buildkite says in which style', async () => {
  const styles = [sampleVerdict(), sampleNoGo(), sampleInconclusive(), { ...sampleNoGo(), go: true }].map((verdict) => buildkite.files[1]?.render(verdict, { environment: {}, directory: '/', formats: [], evidence: async () => null }));
  assert.deepEqual(styles, ['success', 'error', 'warning', 'warning']);
});

const products: [string, Environment][] = [
  ['github', { CI: 'true', GITHUB_ACTIONS: 'true' }],
  ['gitlab', { CI: 'true', GITLAB_CI: 'true' }],
  ['azure', { TF_BUILD: 'True' }],
  ['teamcity', { TEAMCITY_VERSION: '2026.1' }],
  ['buildkite', { CI: 'true', BUILDKITE: 'true' }],
  ['octopus', { OctopusCalamariWorkingDirectory: '/home/octopus/work' }],
];
for (const [product, environment] of products) {
  test(`${product} speaks where ${Object.keys(environment).at(-1)} is set, and alone`, async () => {
    const { chosen } = await formatNames(environment, null, '/');
    assert.deepEqual(chosen, ['html', 'summary', 'junit', 'allure', product]);
  });
}

test('docs/formats.md has a row for every format and names each of its files', async () => {
  const rows = (await readFile(join(import.meta.dirname, '../docs/formats.md'), 'utf8')).split('\n');
  for (const { name, files } of (await loadFormats()).values()) {
    const row = rows.find((line) => line.startsWith(`| \`${name}\` |`)) ?? '';
    for (const file of files) assert.ok(row.includes(`\`${file.name}\``), `${name}: ${file.name}`);
    assert.notEqual(row, '', name);
  }
});

test('with the variables of all products only one speaks', async () => {
  const all = Object.assign({}, ...products.map(([, environment]) => environment)) as Environment;
  assert.equal([...(await loadFormats()).values()].filter((format) => format.suits?.(all)).length, 1);
});

test('a person is spoken to by none', async () => {
  for (const environment of [{}, { CI: 'true' }, { JENKINS_URL: 'https://j.example' }]) {
    assert.deepEqual((await formatNames(environment, null, '/')).chosen, ['html', 'summary', 'junit', 'allure']);
  }
});
