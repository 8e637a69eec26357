import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { renderDryRun } from '../cli/dry-run.ts';
import { type PlanInput, planRun } from '../cli/plan.ts';
import { parseRunOptions } from '../cli/run-options.ts';
import { type GateConfig, loadGate } from '../config.ts';
import { UsageError } from '../config/usage-error.ts';
import { readGate } from '../config/schema.ts';

const cwd = '/work-folder';
const site = 'https://shop.example';

function planned(config: GateConfig, argv: string[], over: Partial<PlanInput> = {}) {
  const result = readGate(config);
  assert.ok('gate' in result);
  return planRun({
    gate: result.gate,
    configFile: null,
    options: parseRunOptions(argv),
    env: {},
    now: new Date('2026-11-03T10:00:00Z'),
    runId: 'run-1',
    cwd,
    formats: { known: ['summary', 'junit', 'allure', 'html'], chosen: ['summary', 'junit', 'allure'], modules: new Map() },
    ...over,
  });
}

async function plannedFull(argv: string[], env: Record<string, string> = { PAY_TOKEN: 'Bearer abcdefgh', PAY_CARD: '4111-1111' }) {
  const { file, gate } = await loadGate('fixture-configs/full.ts', import.meta.dirname);
  return planned({}, argv, { gate, configFile: file, env });
}

const targets: GateConfig['targets'] = {
  production: { url: 'https://shop.example/start', environment: 'prod' },
  uat: { url: 'https://uat.shop.example/' },
};

test('a URL alone makes three checks of that page, with defaults for the rest', () => {
  const { plan, journeys, pageHeaders, secrets, outputDir } = planned({}, [`${site}/cart?x=1#top`]);
  assert.deepEqual(plan, {
    schema: 'gonogo.plan/v1',
    run: 'run-1',
    startedAt: '2026-11-03T10:00:00.000Z',
    deadlineMs: 300_000,
    target: { name: 'shop.example', url: `${site}/cart?x=1#top`, environment: 'unknown' },
    release: null,
    trigger: { type: 'manual' },
    deployedAt: null,
    checks: [
      { id: 'page:/cart?x=1#top:white-screen', kind: 'white-screen', title: '/cart?x=1#top shows its content', severity: 'blocker', subject: 'page:/cart?x=1#top' },
      { id: 'page:/cart?x=1#top:resources', kind: 'resources', title: '/cart?x=1#top loads what it needs', severity: 'blocker', subject: 'page:/cart?x=1#top' },
      { id: 'page:/cart?x=1#top:console', kind: 'console', title: '/cart?x=1#top has a clean console', severity: 'critical', subject: 'page:/cart?x=1#top' },
      { id: 'deploy', kind: 'deploy', title: 'The deploy is whole', severity: 'critical', subject: 'deploy' },
    ],
    pages: [{ id: 'page:/cart?x=1#top', name: '/cart?x=1#top', url: `${site}/cart?x=1#top`, severity: 'blocker', viewport: 'desktop' }],
    journeys: [],
    firstParty: [],
    control: null,
    consoleAllow: [],
    policy: { block: ['blocker', 'critical'], flaky: 'warn', dependency: 'inconclusive' },
    specs: null,
    formats: ['summary', 'junit', 'allure'],
  });
  assert.deepEqual({ journeys, pageHeaders, secrets, outputDir }, { journeys: [], pageHeaders: {}, secrets: [], outputDir: join(cwd, 'gonogo-report') });
});

const subjects: [sentence: string, config: GateConfig, argv: string[], ids: string[]][] = [
  ['pages of the command line replace the page of the URL', {}, [`${site}/start`, '--page', '/a', '/b'], ['page:/a', 'page:/b']],
  ['an API path alone leaves the page of the URL alone', {}, [site, '--api', 'GET /b', '/c'], ['api:GET /b', 'api:GET /c']],
  ['pages of the command line are added to those of the configuration', { pages: [{ path: '/' }] }, [site, '--page', '/a'], ['page:/', 'page:/a']],
  ['what is asked for twice is looked at once', { pages: [{ path: '/' }] }, [site, '--page', '/', '/', '--api', '/x', '/x'], ['page:/', 'api:GET /x']],
  ['a URL looks at configured pages, not at its own', { pages: [{ path: '/a' }] }, [`${site}/start`], ['page:/a']],
  ['a URL is looked at when the configuration has partners only', { partners: [{ name: 'p', baseUrl: 'https://p.example', journeys: [{ name: 'j', steps: [{ request: { path: '/' } }] }] }] }, [site], ['page:/', 'api:p/j']],
];

for (const [sentence, config, argv, ids] of subjects) {
  test(sentence, () => {
    const { plan } = planned(config, argv);
    assert.deepEqual([...new Set(plan.checks.map(({ subject }) => subject))].filter((subject) => subject !== 'deploy'), ids);
  });
}

const chosen: [sentence: string, config: GateConfig, argv: string[], target: [name: string, url: string, environment: string]][] = [
  ['the only target needs no name', { targets: { uat: { url: 'https://uat.example' } } }, ['--page', '/'], ['uat', 'https://uat.example/', 'uat']],
  ['one of several targets is named', { targets }, ['--target', 'production', '--page', '/'], ['production', 'https://shop.example/start', 'prod']],
  ['a URL overrides that of the named target', { targets }, ['--target', 'production', 'https://canary.example'], ['production', 'https://canary.example/', 'prod']],
  ['a URL on the origin of a target is that target', { targets }, ['https://uat.shop.example/cart'], ['uat', 'https://uat.shop.example/cart', 'uat']],
  ['a URL elsewhere does not take the name of the only target', { targets: { production: { url: site } } }, ['https://uat.shop.example:8443'], ['uat.shop.example:8443', 'https://uat.shop.example:8443/', 'unknown']],
];

for (const [sentence, config, argv, [name, url, environment]] of chosen) {
  test(sentence, () => assert.deepEqual(planned(config, argv).plan.target, { name, url, environment }));
}

const refused: [sentence: string, config: GateConfig, argv: string[], message: string][] = [
  ['an unknown target', { targets }, ['--target', 'prodction'], '--target has no target "prodction": did you mean production? Known targets: production, uat.'],
  ['a target without configuration', {}, ['--target', 'uat'], '--target has no target "uat": the configuration has no targets.'],
  ['several targets and no choice', { targets }, [], '--target must name one of the targets of the configuration: production or uat.'],
  ['neither URL nor target', {}, ['--page', '/'], 'There is no release to look at: give a URL, or a configuration with targets.'],
  ['a target with nothing to check', { targets }, ['--target', 'uat'], 'There is nothing to check: give a URL, --page or --api, or list pages, partners or specs in the configuration.'],
  ['an unknown format', {}, [site, '--format', 'summary,junt'], '--format has no format "junt": did you mean junit? Known formats: summary, junit, allure, html.'],
];

for (const [sentence, config, argv, message] of refused) {
  test(`${sentence}: is a usage error`, () => {
    assert.throws(() => planned(config, argv), (error) => error instanceof UsageError && error.message === message);
  });
}

test('a call of the command line carries the headers that were given, and is critical', () => {
  const { journeys, plan, pageHeaders, secrets } = planned({}, [`${site}/start`, '--api', 'HEAD /b?x=1', '--header', 'Authorization: Bearer abcdefgh', '--header', 'X-Trace: on']);
  assert.deepEqual(pageHeaders, { authorization: 'Bearer abcdefgh', 'x-trace': 'on' });
  assert.deepEqual(secrets, ['Bearer abcdefgh', 'abcdefgh']);
  assert.deepEqual(journeys, [
    {
      id: 'api:HEAD /b?x=1',
      partner: 'shop.example',
      name: 'HEAD /b?x=1',
      severity: 'critical',
      steps: [
        { name: 'HEAD /b?x=1', method: 'HEAD', url: `${site}/b?x=1`, headers: pageHeaders, mutates: false, cleanup: false, expect: { status: [], headers: {}, json: {} }, budgetMs: 20_000 },
      ],
    },
  ]);
  assert.deepEqual(plan.checks, [{ id: 'api:HEAD /b?x=1', kind: 'api', title: 'shop.example answers HEAD /b?x=1', severity: 'critical', subject: 'api:HEAD /b?x=1' }]);
});

test('a partner gets its steps ready to send, secrets read from the environment', async () => {
  const { journeys, secrets, plan } = await plannedFull(['--target', 'uat']);
  assert.deepEqual(journeys.map(({ id, severity }) => [id, severity]), [['api:payments/authorise', 'blocker'], ['api:payments/rates', 'critical']]);
  const steps = journeys[0]?.steps ?? [];
  assert.deepEqual(steps.map(({ name, method, url }) => [name, method, url]), [
    ['create', 'POST', 'https://api.pay.example/v1/holds'],
    ['GET /holds', 'GET', 'https://api.pay.example/v1/holds?limit=1'],
    ['GET /holds (2)', 'GET', 'https://api.pay.example/v1/holds'],
    ['DELETE /holds/1', 'DELETE', 'https://api.pay.example/v1/holds/1'],
  ]);
  assert.deepEqual(steps[0], {
    name: 'create',
    method: 'POST',
    url: 'https://api.pay.example/v1/holds',
    headers: { authorization: 'Bearer abcdefgh', accept: 'application/json' },
    body: { contentType: 'application/json', text: '{"amount":1,"card":"4111-1111"}' },
    mutates: true,
    cleanup: false,
    expect: { status: [201], headers: { 'content-type': '/json/' }, json: { '$.state': { equals: 'held' }, '$.lines': { type: 'array', minItems: 1 } } },
    budgetMs: 5000,
  });
  assert.deepEqual(steps[3]?.body, { contentType: 'application/x-www-form-urlencoded', text: 'why=smoke+test' });
  assert.deepEqual(secrets, ['Bearer abcdefgh', '4111-1111', 'abcdefgh']);
  assert.ok(!/abcdefgh|4111/.test(JSON.stringify(plan)), 'the plan holds no secret');
});

test('the plan tells of a journey what judging needs, and of secrets in queries nothing', () => {
  const step = { request: { path: '/a', query: { page: 2, code: { env: 'CODE' } }, headers: { 'x-key': 'k-12345' } } };
  const { plan, journeys } = planned({ partners: [{ name: 'p', baseUrl: 'https://p.example', journeys: [{ name: 'j', steps: [step] }] }] }, [site], { env: { CODE: 'a b/c&d' } });
  assert.equal(journeys[0]?.steps[0]?.url, 'https://p.example/a?page=2&code=a+b%2Fc%26d');
  const expect = { status: [], headers: {}, json: {} };
  assert.deepEqual(plan.journeys, [
    { id: 'api:p/j', partner: 'p', name: 'j', severity: 'critical', steps: [{ name: 'GET /a', method: 'GET', url: 'https://p.example/a?page=2&code=[redacted]', expect, budgetMs: 20_000 }] },
  ]);
});

test('a content type among the headers is that of the body, and only there', () => {
  const step = { request: { path: '/', method: 'POST', body: '<a/>', headers: { 'Content-Type': 'text/xml' } }, mutates: true } as const;
  const { journeys } = planned({ partners: [{ name: 'p', baseUrl: 'https://p.example', journeys: [{ name: 'j', steps: [step] }] }] }, [site]);
  const sent = journeys[0]?.steps[0];
  assert.deepEqual([sent?.headers, sent?.body], [{}, { contentType: 'text/xml', text: '<a/>' }]);
});

test('every unset variable is named with its place', async () => {
  await assert.rejects(plannedFull(['--target', 'uat'], { PAY_CARD: '' }), {
    name: 'UsageError',
    message: [
      'full.ts has 2 problems:',
      '  partners[0].headers.Authorization takes its value from the environment variable PAY_TOKEN, which is not set: set it.',
      '  partners[0].journeys[0].steps[0].request.json.card takes its value from the environment variable PAY_CARD, which is empty: set it.',
    ].join('\n'),
  });
});

test('a secret with a line break is refused before it is sent, without repeating it', async () => {
  await assert.rejects(plannedFull(['--target', 'uat'], { PAY_CARD: '1', PAY_TOKEN: 'abc\n' }), {
    name: 'UsageError',
    message: 'full.ts: partners[0].headers.authorization has a value that HTTP does not allow in a header: remove line breaks and characters beyond Latin-1.',
  });
});

test('paths in the configuration are relative to it, those of the command line to where gonogo was called', async () => {
  const folder = join(import.meta.dirname, 'fixture-configs');
  const { plan, outputDir } = await plannedFull(['--target', 'uat']);
  assert.deepEqual(plan.specs, { dir: folder, match: ['smoke/**/*.spec.ts'] });
  assert.equal(outputDir, join(folder, 'reports'));
  assert.equal((await plannedFull(['--target', 'uat', '--output', 'here'])).outputDir, join(cwd, 'here'));
});

test('the command line wins over the configuration', async () => {
  const { plan } = await plannedFull(['--target', 'production', '--deadline', '1m', '--release', '7', '--format', 'html,html']);
  assert.deepEqual([plan.deadlineMs, plan.release, plan.formats], [60_000, '7', ['html']]);
  assert.equal((await plannedFull(['--target', 'uat'])).plan.deadlineMs, 180_000);
});

const triggers: [sentence: string, env: Record<string, string>, trigger: object][] = [
  ['no variable is a person', {}, { type: 'manual' }],
  ['CI=false is a person', { CI: 'false' }, { type: 'manual' }],
  ['CI alone is a pipeline', { CI: 'true' }, { type: 'pipeline' }],
  ['GitHub Actions', { CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_ACTOR: 'ada', GITHUB_SERVER_URL: 'https://github.example', GITHUB_REPOSITORY: 'o/r', GITHUB_RUN_ID: '7' }, { type: 'pipeline', actor: 'ada', url: 'https://github.example/o/r/actions/runs/7' }],
  ['GitLab', { GITLAB_CI: 'true', GITLAB_USER_LOGIN: 'ada', CI_JOB_URL: 'https://gitlab.example/-/jobs/1' }, { type: 'pipeline', actor: 'ada', url: 'https://gitlab.example/-/jobs/1' }],
  ['Azure Pipelines', { TF_BUILD: 'True', BUILD_REQUESTEDFOR: 'Ada L', SYSTEM_TEAMFOUNDATIONCOLLECTIONURI: 'https://dev.example/o/', SYSTEM_TEAMPROJECT: 'my shop', BUILD_BUILDID: '9' }, { type: 'pipeline', actor: 'Ada L', url: 'https://dev.example/o/my%20shop/_build/results?buildId=9' }],
  ['Jenkins', { JENKINS_URL: 'https://j.example/', BUILD_URL: 'https://j.example/job/1/' }, { type: 'pipeline', url: 'https://j.example/job/1/' }],
  ['Buildkite', { BUILDKITE: 'true', BUILDKITE_BUILD_CREATOR: 'Ada', BUILDKITE_BUILD_URL: 'https://b.example/1' }, { type: 'pipeline', actor: 'Ada', url: 'https://b.example/1' }],
  ['TeamCity', { TEAMCITY_VERSION: '2026.1' }, { type: 'pipeline' }],
  ['Octopus', { OctopusCalamariWorkingDirectory: '/work' }, { type: 'pipeline' }],
  ['a run URL that is no web address is left out', { GITLAB_CI: 'true', CI_JOB_URL: 'javascript:alert(1)' }, { type: 'pipeline' }],
];

for (const [sentence, env, trigger] of triggers) {
  test(`trigger: ${sentence}`, () => assert.deepEqual(planned({}, [site], { env }).plan.trigger, trigger));
}

test('a dry run tells what would be checked, without secrets', async () => {
  const run = await plannedFull(['--target', 'production', '--header', 'Cookie: sid=secret-value', '--api', '/health']);
  assert.equal(
    renderDryRun({ ...run, outputDir: '/reports' }),
    `Dry run: nothing was contacted, and there is no verdict.

Target     production (prod), https://shop.example/
Release    any
Deadline   3 min 0 s
Blocks     blocker, critical
Reports    summary, junit, allure in /reports

2 pages
  blocker   Home, /
              white-screen, resources, console (critical)
  normal    /cart?step=1
              white-screen, resources, console

The deploy as a whole
  critical  files named by the pages, builds over fresh connections

3 journeys
  blocker   payments: authorise
              POST https://api.pay.example/v1/holds (changes data)
              GET https://api.pay.example/v1/holds
              GET https://api.pay.example/v1/holds
              DELETE https://api.pay.example/v1/holds/1 (changes data, cleanup)
  critical  payments: rates
              GET https://api.pay.example/v1/rates
  critical  shop.example: GET /health
              GET https://shop.example/health

Own specs
  smoke/**/*.spec.ts

10 checks in all, and those of the own specs.
`,
  );
});

test('a dry run fits 80 columns whatever the names are', () => {
  const long = 'x'.repeat(200);
  assert.match(renderDryRun(planned({}, [site]), ['HEAD https://registry.example/1.tgz']), /\nRollback\n {2}asked {5}HEAD https:\/\/registry\.example\/1\.tgz\n/);
  const text = renderDryRun(planned({ pages: [{ path: `/${long}`, name: `${long} 漢字` }] }, [`${site}/${long}`, '--api', `/${long}`, '--release', long]));
  for (const line of text.split('\n')) assert.ok(line.length <= 80, line);
});
