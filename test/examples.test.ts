import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, test } from 'node:test';
import { AnalysisTemplate } from '@kubernetes-models/argo-rollouts/argoproj.io/v1alpha1';
import { Deployment } from 'kubernetes-models/apps/v1';
import { CronJob, Job } from 'kubernetes-models/batch/v1';
import { Service } from 'kubernetes-models/v1';
import { parseAllDocuments } from 'yaml';
import { type Handlers, runProgram } from '../cli/program.ts';
import { temporaryFolder } from './cli-run.ts';
import { containerCommands, shellCommands } from './example-commands.ts';
import { loadGithubParser } from './github-parser.ts';
import { decisions, startHeldGate, token } from './held-gate.ts';

const root = join(import.meta.dirname, '../examples');
const files = readdirSync(root, { recursive: true, encoding: 'utf8', withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
const isYaml = (file: string) => /\.ya?ml$/.test(file);
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** What kinds of Kubernetes can be checked for; those of Flagger and Kargo are published in no package. */
const models: Record<string, new (data: never) => { validate(): void }> = { AnalysisTemplate, CronJob, Deployment, Job, Service };

function documentsOf(file: string): unknown[] {
  if (file.endsWith('.json')) return [JSON.parse(read(file))];
  return parseAllDocuments(read(file), { strict: true, uniqueKeys: true }).map((document) => {
    assert.deepEqual([...document.errors, ...document.warnings], [], file);
    return document.toJS() as unknown;
  });
}

/** Takes a command line through the real options; answers with what is wrong. */
async function wrong(argv: string[]): Promise<string> {
  const good = async () => 0;
  const handlers: Handlers = { run: good, demo: good, show: good, judge: good, override: good, doctor: good, gate: good, init: good, snapshot: good, compare: good };
  let err = '';
  const code = await runProgram(argv, handlers, { out: () => {}, err: (text) => { err += text; } }, '1');
  return code === 0 ? '' : `${argv.join(' ')}: ${err}`;
}

describe('every example', () => {
  for (const file of files) {
    test(`${file} says how each verdict is read, and its commands are real`, async () => {
      const text = read(file);
      for (const verdict of [/\bGO\b/, /NO_GO/, /INCONCLUSIVE/]) assert.match(text, verdict);
      assert.doesNotMatch(text, /gonogo (?!run|show|judge|gate|demo)[a-z]+ --/, 'a command that does not exist');
      const commands = [...shellCommands(text), ...(isYaml(file) || file.endsWith('.json') ? documentsOf(file).flatMap(containerCommands) : [])];
      assert.deepEqual((await Promise.all(commands.map(wrong))).filter(Boolean), []);
    });
  }

  test('runs the command, hooks into the gate, or uses one that does', async () => {
    const commands = files.filter((file) => shellCommands(read(file)).length > 0 || (/\.(ya?ml|json)$/.test(file) && documentsOf(file).some((document) => containerCommands(document).length > 0)));
    for (const file of ['github/action.yml', 'gitlab/gonogo.gitlab-ci.yml', 'jenkins/Jenkinsfile', 'azure/azure-pipelines.yml', 'argo-rollouts/analysis-job.yaml', 'spinnaker/run-job-stage.json', 'aws/validate-service.sh', 'kubernetes/job.yaml', 'kubernetes/cronjob.yaml', 'kubernetes/gate.yaml']) {
      assert.ok(commands.includes(file), file);
    }
  });

  test('an invented option would be found', async () => {
    const [line = []] = shellCommands('  code = sh script: \'npx gonogo run --target "$TARGET" --retries 3\'');
    assert.match(await wrong(line), /no option --retries/);
    const [container = []] = containerCommands({ containers: [{ image: 'gonogo:1', args: ['run', '--wait', '5'] }] });
    assert.match(await wrong(container), /no option --wait/);
  });

  test('stands in the table', () => {
    for (const file of files.filter((name) => name !== 'README.md')) assert.ok(read('README.md').includes(`](${file})`), file);
  });
});

describe('schemas', () => {
  for (const file of files.filter((name) => isYaml(name) || name.endsWith('.json'))) {
    test(`${file} parses, and what is of Kubernetes or Argo keeps to its schema`, () => {
      for (const document of documentsOf(file)) {
        const { kind, manifest } = document as { kind?: string; manifest?: { kind: string } };
        const resource = (manifest ?? document) as never;
        const Model = models[manifest?.kind ?? kind ?? ''];
        if (Model !== undefined) new Model(resource).validate();
      }
    });
  }

  test('a resource that does not keep to its schema would be found', () => {
    assert.throws(() => new Job({ spec: { backoffLimit: '0', template: {} } } as never).validate());
    assert.throws(() => new AnalysisTemplate({ spec: { metrics: [{ name: 'x', interval: 15 }] } } as never).validate());
  });

  test('the action and the workflow of GitHub keep to its own parser', async () => {
    const problems = await loadGithubParser();
    assert.deepEqual(problems('action', read('github/action.yml')), []);
    assert.deepEqual(problems('workflow', read('github/deploy.yml')), []);
    assert.notDeepEqual(problems('action', read('github/action.yml').replace('using: composite', 'uses: composite')), []);
    assert.notDeepEqual(problems('workflow', read('github/deploy.yml').replace('runs-on', 'runs-at')), []);
  });
});

describe('scripts', () => {
  /** Runs a script of an example with a gonogo that ends with `code`; answers with how it ends and what it tells the pipeline. */
  async function end(script: string, code: number): Promise<{ status: number | null; told: string }> {
    const folder = await temporaryFolder();
    for (const name of ['npx', 'gonogo']) {
      writeFileSync(join(folder, name), `#!/bin/sh\nexit ${code}\n`);
      chmodSync(join(folder, name), 0o755);
    }
    const output = join(folder, 'output');
    writeFileSync(output, '');
    const { status, stdout } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', script], { cwd: folder, encoding: 'utf8', env: { PATH: `${folder}${delimiter}${process.env.PATH}`, GITHUB_OUTPUT: output, TARGET: 'production', RELEASE: '1', DEADLINE: '5m' } });
    return { status, told: readFileSync(output, 'utf8') + stdout };
  }
  const ends: [code: number, github: string, azure: string][] = [[0, 'GO', 'GO'], [20, 'NO_GO', 'NO_GO'], [21, 'INCONCLUSIVE', 'INCONCLUSIVE'], [2, '', 'none'], [137, '', 'none']];

  for (const [code, github, azure] of ends) {
    test(`code ${code} ends the steps of GitHub and Azure with ${code}, and tells ${azure}`, { skip: process.platform === 'win32' }, async () => {
      const [action] = documentsOf('github/action.yml') as [{ runs: { steps: { run: string }[] } }];
      assert.deepEqual(await end(action.runs.steps[0]?.run ?? '', code), { status: code, told: `verdict=${github}\n` });
      const [pipeline] = documentsOf('azure/azure-pipelines.yml') as [{ steps: { bash?: string; name?: string }[] }];
      assert.deepEqual(await end(pipeline.steps.find(({ name }) => name === 'gonogo')?.bash ?? '', code), { status: code, told: `##vso[task.setvariable variable=verdict;isOutput=true]${azure}\n` });
    });
  }
});

describe('the hook of ECS', () => {
  test('asks until the gate decides, as the same run, and fails in the end', async (t) => {
    const gate = await startHeldGate();
    t.after(() => gate.close());
    Object.assign(process.env, { GATE_URL: gate.url, GATE_TOKEN: token, TARGET: 'shop' });
    const hook: string = join(root, 'aws/ecs-hook.mjs');
    const { handler } = (await import(hook)) as { handler(event: object): Promise<{ hookStatus: string; hookDetails: { key: string; until: number } }> };
    const first = await handler({});
    assert.equal(first.hookStatus, 'IN_PROGRESS');
    assert.equal((await handler(first)).hookStatus, 'IN_PROGRESS');
    assert.equal(gate.started.length, 1);
    await gate.end(0, decisions.go);
    assert.equal((await handler(first)).hookStatus, 'SUCCEEDED');

    const second = await handler({});
    await gate.end(1, decisions.noGo);
    assert.equal((await handler(second)).hookStatus, 'FAILED');

    const third = await handler({});
    await gate.end(2, decisions.inconclusive);
    assert.equal((await handler(third)).hookStatus, 'IN_PROGRESS');
    assert.equal((await handler({ hookDetails: { ...third.hookDetails, until: 0 } })).hookStatus, 'FAILED');

    process.env.GATE_TOKEN = 'wrong';
    assert.equal((await handler({})).hookStatus, 'IN_PROGRESS');
  });
});
