import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Ajv } from 'ajv';
import { XMLParser } from 'fast-xml-parser';
import type { Environment, ReportSources } from '../reports/format.ts';
import { format } from '../reports/formats/gitlab.ts';
import { format as junit } from '../reports/formats/junit.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { hostileText, sampleNoGo, samples, sampleVerdict } from './sample-verdict.ts';

const project = { GITLAB_CI: 'true', CI_PROJECT_DIR: '/builds/shop', CI_JOB_URL: 'https://gitlab.example/shop/-/jobs/7' };

async function render(verdict: Verdict, file: string, environment: Environment = {}, directory = '/builds/shop/out/gonogo-report', formats = ['html', 'summary', 'junit', 'gitlab']): Promise<string> {
  const sources: ReportSources = { environment, directory, formats, evidence: async () => null };
  const found = [...format.files, ...junit.files].find(({ name }) => name === file);
  assert.ok(found);
  return found.render(verdict, sources);
}

/** Reads a dotenv report as GitLab's documentation allows it; anything else is an error. */
function readDotenv(text: string): Map<string, string> {
  assert.ok(Buffer.byteLength(text) <= 5 * 1024, `${Buffer.byteLength(text)} bytes`);
  const lines = text.replace(/\n$/, '').split('\n');
  assert.ok(lines.length <= 20);
  return new Map(lines.map((line) => {
    const [, key = '', value = ''] = /^([A-Za-z0-9_]+)=(.*)$/.exec(line) ?? [];
    assert.notEqual(key, '', line);
    return [key, value];
  }));
}

/** Written from the fields of GitLab's documentation of `artifacts:reports:annotations`. */
const link = { type: 'object', required: ['label', 'url'], additionalProperties: false, properties: { label: { type: 'string', minLength: 1, maxLength: 255 }, url: { type: 'string', pattern: '^https?://', maxLength: 2048 } } };
const validAnnotations = new Ajv().compile<Record<string, { external_link: { label: string; url: string } }[]>>({
  type: 'object',
  additionalProperties: { type: 'array', items: { type: 'object', required: ['external_link'], additionalProperties: false, properties: { external_link: link } } },
});

for (const [name, sample] of Object.entries(samples)) {
  describe(name, () => {
    test('gitlab.env is a dotenv report of at most 5 KB', async () => {
      const values = readDotenv(await render(sample(), 'gitlab.env'));
      assert.deepEqual([values.get('GONOGO_VERDICT'), values.get('GONOGO_GO')], [sample().verdict, String(sample().go)]);
      assert.match(values.get('GONOGO_REASON') ?? '', /^(GO|NO_GO|INCONCLUSIVE): /);
      for (const value of values.values()) assert.doesNotMatch(value, /[\0-\x1f]|\$[\w({]|::|##/);
    });

    test('gitlab-annotations.json is a list of links', async () => {
      const annotations: unknown = JSON.parse(await render(sample(), 'gitlab-annotations.json', project));
      assert.ok(validAnnotations(annotations), JSON.stringify(validAnnotations.errors));
      assert.ok((annotations.gonogo?.length ?? 0) <= 20);
    });
  });
}

test('links lead to the report of the job and to the logs', async () => {
  const { gonogo } = JSON.parse(await render(sampleNoGo(), 'gitlab-annotations.json', project)) as { gonogo: unknown[] };
  assert.deepEqual(gonogo.slice(0, 2), [
    { external_link: { label: 'gonogo report.html', url: `${project.CI_JOB_URL}/artifacts/file/out/gonogo-report/report.html` } },
    { external_link: { label: 'gonogo verdict.json', url: `${project.CI_JOB_URL}/artifacts/file/out/gonogo-report/verdict.json` } },
  ]);
  assert.equal(gonogo.length, 3);
});

const written: [formats: string[], files: string[]][] = [
  [['html', 'summary', 'gitlab'], ['report.html', 'verdict.json']],
  [['summary', 'gitlab'], ['summary.md', 'verdict.json']],
  [['gitlab'], ['verdict.json']],
];
for (const [formats, files] of written) {
  test(`no link leads to a report that is not written: ${formats.join(', ')}`, async () => {
    const { gonogo } = JSON.parse(await render(sampleVerdict(), 'gitlab-annotations.json', project, undefined, formats)) as { gonogo: { external_link: { url: string } }[] };
    assert.deepEqual(gonogo.map(({ external_link: { url } }) => url.split('/').at(-1)), files);
  });
}

test('a link that is no web address is left out', async () => {
  const verdict = sampleVerdict({ links: [{ label: 'x', url: 'javascript:alert(1)' }, { label: hostileText, url: 'https://a.example' }] });
  const { gonogo } = JSON.parse(await render(verdict, 'gitlab-annotations.json')) as { gonogo: unknown[] };
  assert.equal(gonogo.length, 1);
});

const folders: [where: string, environment: Environment, directory: string, path: string][] = [
  ['below the project', project, '/builds/shop/out/gonogo-report', 'out/gonogo-report/evidence/checkout/look-2.png'],
  ['the project itself', project, '/builds/shop', 'evidence/checkout/look-2.png'],
  ['beside the project', project, '/builds/shop-report', 'evidence/checkout/look-2.png'],
  ['outside of GitLab', {}, '/builds/shop/out', 'evidence/checkout/look-2.png'],
  ['on Azure', { TF_BUILD: 'True' }, '/w/1/s/gonogo-report', 'evidence/checkout/look-2.png'],
  ['on Jenkins', { JENKINS_URL: 'https://j.example', CI_PROJECT_DIR: '/builds' }, '/var/jenkins/shop/gonogo-report', '/var/jenkins/shop/gonogo-report/evidence/checkout/look-2.png'],
];
for (const [where, environment, directory, path] of folders) {
  test(`pictures in junit.xml are named as the product looks for them: ${where}`, async () => {
    const xml = await render(sampleNoGo(), 'junit.xml', environment, directory);
    const text = JSON.stringify(new XMLParser({ htmlEntities: true }).parse(xml));
    assert.deepEqual(text.match(/\[\[ATTACHMENT\|.*?\]\]/g), [`[[ATTACHMENT|${path}]]`]);
  });
}
