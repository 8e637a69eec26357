import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { planRun } from '../cli/plan.ts';
import { parseRunOptions } from '../cli/run-options.ts';
import type { PartnerConfig } from '../config.ts';
import { readGate } from '../config/schema.ts';
import { openJournal } from '../fixtures/cleanup-journal.ts';
import { limitsOf } from '../fixtures/origin-limits.ts';
import { quotaOf } from '../fixtures/quota.ts';
import { openRetryBudget } from '../fixtures/retry-budget.ts';
import { runSurvey } from '../fixtures/survey.ts';
import type { JourneyPlan } from '../verdict/plan.ts';
import { temporaryFolder } from './cli-run.ts';
import { serveHttp } from './local-server.ts';
import { partnerOf, runPartner } from './partner-run.ts';

const json = { 'content-type': 'application/json' };

/** A partner of so many journeys, each of one call. */
function many(baseUrl: string, count: number, more: Partial<PartnerConfig> = {}): PartnerConfig {
  return { name: 'acme', baseUrl, journeys: Array.from({ length: count }, (_, index) => ({ name: `j${index}`, steps: [{ request: { path: `/${index}` } }] })), ...more };
}

/** Runs the survey of a partner as the command does. */
async function survey(partner: PartnerConfig): Promise<void> {
  const read = readGate({ partners: [partner] });
  assert.ok('gate' in read, JSON.stringify(read));
  const outputDir = await temporaryFolder();
  const planned = planRun({ gate: read.gate, configFile: `${outputDir}/gonogo.config.ts`, options: { ...parseRunOptions([new URL(partner.baseUrl).origin]), output: outputDir }, env: {}, now: new Date(), runId: 'run-1', cwd: outputDir, formats: { known: ['summary'], chosen: ['summary'], modules: new Map() } });
  await runSurvey({ ...planned, plan: { ...planned.plan, pages: [], checks: [] }, journal: await openJournal(outputDir, 'run-1'), browser: null, concurrency: 16, version: '1.2.3', redact: (text) => text, signal: new AbortController().signal, onProgress: () => {} });
}

test('retries are a tenth of the planned calls, and at least 30', () => {
  assert.deepEqual([0, 5, 300, 301, 1000].map((calls) => openRetryBudget(calls).allowed), [30, 30, 30, 31, 100]);
  const budget = openRetryBudget(0);
  assert.equal(Array.from({ length: 100 }, () => budget.take()).filter(Boolean).length, 30);
});

test('a partner that fails everywhere gets no more retries than the run may make, and what was tried once is not confirmed', async (t) => {
  const server = await serveHttp((_, response) => response.writeHead(503).end());
  t.after(() => server.close());
  const { results } = await runPartner(t, many(server.url, 40));
  assert.equal(server.requests.length, 70);
  const told = results.map(({ findings: [finding], attempts }) => ({ ...finding, attempts: attempts.length }));
  assert.ok(told.every(({ code, attribution }) => code === 'API_STATUS' && attribution === 'release'));
  assert.ok(told.every(({ confirmed, attempts }) => confirmed === attempts > 1));
  const once = told.filter(({ confirmed }) => !confirmed);
  assert.ok(once.length >= 10, String(once.length));
  for (const { message } of once) assert.match(message ?? '', /answered 503 after 1 attempt; not tried again, because the run made all of its 30 retries; expected status 2xx/);
});

test('a partner with limits is asked for no more at once, and no more often', async (t) => {
  let now = 0;
  let most = 0;
  const times: number[] = [];
  const server = await serveHttp((_, response) => {
    most = Math.max(most, ++now);
    times.push(performance.now());
    setTimeout(() => {
      now--;
      response.writeHead(200, json).end('{}');
    }, 60);
  });
  t.after(() => server.close());
  await survey(many(server.url, 10, { limits: { concurrency: 3, perSecond: 25 } }));
  // One call more than journeys: the probe of a kept connection makes two.
  assert.equal(times.length, 12);
  assert.ok(most <= 3, `${most} at once`);
  // At 25 a second the last one begins 440 ms after the first; without a rate three at once would begin it after 180 ms.
  const spaces = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  assert.ok((times.at(-1) ?? 0) - (times[0] ?? 0) > 320, `${spaces.map(Math.round)}`);
});

test('a journey that has begun goes before those that have not', async (t) => {
  const server = await serveHttp((_, response) => response.writeHead(200, json).end('{}'));
  t.after(() => server.close());
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const journeys = names.map((name) => ({ name, steps: [1, 2].map((step) => ({ request: { path: `/${name}${step}` } })) }));
  await runPartner(t, { name: 'acme', baseUrl: server.url, limits: { concurrency: 1 }, journeys });
  const order = server.requests.map(({ url }) => url);
  // One other may take the place in the moment between two calls.
  for (const [index, name] of names.slice(2).entries()) assert.ok(order.indexOf(`/${names[index]}2`) < order.indexOf(`/${name}1`), String(order));
});

test('of partners that share a host the strictest limits hold, for that host alone', () => {
  const journey = (url: string, limits?: JourneyPlan['limits']) => ({ steps: [{ url }] as JourneyPlan['steps'], ...(limits === undefined ? {} : { limits }) });
  const limits = limitsOf([journey('https://a.example/1', { concurrency: 4 }), journey('https://a.example/2', { concurrency: 8, perSecond: 5 }), journey('https://b.example/', { perSecond: 9 }), journey('https://c.example/')]);
  assert.deepEqual([...limits], [['https://a.example', { concurrency: 4, perSecond: 5 }], ['https://b.example', { concurrency: Infinity, perSecond: 9 }]]);
});

async function quotaServer(t: TestContext, headers: Record<string, string>) {
  const server = await serveHttp((_, response, number) => response.writeHead(200, { ...json, ...(number === 1 ? headers : {}) }).end('{}'));
  t.after(() => server.close());
  return { server, steps: [{ request: { path: '/a' } }, { request: { path: '/b' } }] };
}

test('a quota that is used up is waited for within the budget of the next call', async (t) => {
  const { server, steps } = await quotaServer(t, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' });
  const started = performance.now();
  const { codes, observations } = await runPartner(t, partnerOf(server.url, steps));
  assert.deepEqual([codes, server.requests.length], [[], 2]);
  assert.ok(performance.now() - started >= 950);
  assert.ok((observations[0]?.steps[1]?.attempts[0]?.durationMs ?? 999) < 900, 'waiting is no latency');
});

test('a quota that comes back too late keeps the next call from being made, which is told and proves nothing', async (t) => {
  const { server, steps } = await quotaServer(t, { ratelimit: '"hour";r=0;t=3600' });
  const { results } = await runPartner(t, partnerOf(server.url, [...steps, { request: { method: 'DELETE', path: '/a' }, mutates: true, cleanup: true }]));
  assert.equal(server.requests.length, 1);
  const [told] = results.flatMap(({ findings }) => findings);
  assert.deepEqual([told?.code, told?.attribution, told?.confirmed], ['API_QUOTA', 'environment', false]);
  assert.match(told?.message ?? '', /^GET \/b was not called: its host says that the quota is used up for another (60 min 0|59 min 59) s; expected a quota with room/);
  assert.equal(results[0]?.metrics['calls'], 1);
});

test('too many requests are no fault of what is called, and one that has to wait is not asked again at once', async (t) => {
  const server = await serveHttp((_, response) => response.writeHead(429, { 'retry-after': '90' }).end());
  t.after(() => server.close());
  const { results } = await runPartner(t, many(server.url, 40));
  assert.ok(server.requests.length <= 16, String(server.requests.length));
  const findings = results.flatMap((result) => result.findings);
  assert.deepEqual([...new Set(findings.map(({ code, attribution }) => `${code} ${attribution}`))], ['API_QUOTA environment']);
  assert.ok(findings.every(({ confirmed }) => !confirmed), 'none was asked a second time');
  assert.match(findings[0]?.message ?? '', /^GET \/0 answered 429, too many requests, after 1 attempt \(retry-after: 90\); expected/);
});

const now = Date.parse('2026-03-01T10:00:00Z');
const quotas: [title: string, status: number, headers: Record<string, string>, quota: ReturnType<typeof quotaOf>][] = [
  ['nothing', 200, {}, null],
  ['Retry-After of a 429', 429, { 'retry-after': '7' }, { remaining: 0, resetMs: 7000 }],
  ['Retry-After of another answer', 503, { 'retry-after': '7' }, null],
  ['the list of policies of the draft', 200, { ratelimit: '"burst";r=3;t=1, "daily";r=0;t=600' }, { remaining: 0, resetMs: 600_000 }],
  ['the dictionary of the draft', 200, { ratelimit: 'limit=10, remaining=4, reset=30' }, { remaining: 4, resetMs: 30_000 }],
  ['separate headers', 200, { 'ratelimit-remaining': '2', 'ratelimit-reset': '5' }, { remaining: 2, resetMs: 5000 }],
  ['a time in seconds', 200, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1000 + 60) }, { remaining: 0, resetMs: 60_000 }],
  ['a time by the clock of the other side', 200, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1000 + 3660), date: 'Sun, 01 Mar 2026 11:00:00 GMT' }, { remaining: 0, resetMs: 60_000 }],
  ['a time in milliseconds', 200, { 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': String(now + 1500) }, { remaining: 0, resetMs: 1500 }],
  ['values that were joined', 200, { 'x-ratelimit-remaining': '0, 5', 'x-ratelimit-reset': '9, 9' }, { remaining: 0, resetMs: 9000 }],
  ['a reset that is over', 200, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '0' }, null],
  ['a reset in a hundred years', 200, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '3200000000' }, { remaining: 0, resetMs: 31 * 86_400_000 }],
  ['words', 200, { 'x-ratelimit-remaining': 'none', 'x-ratelimit-reset': 'soon', ratelimit: 'r;t' }, null],
  ['what is too long to be a number', 200, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '9'.repeat(400) }, null],
];
for (const [title, status, headers, quota] of quotas) {
  test(`quota: ${title}`, () => assert.deepEqual(quotaOf({ status, headers }, now), quota));
}

const refused: [limits: object, problem: string][] = [
  [{}, 'partners[0].limits must have concurrency or perSecond.'],
  [{ concurrency: 0 }, 'partners[0].limits.concurrency must be at least 1, but is 0.'],
  [{ perSecond: 0 }, 'partners[0].limits.perSecond must be at least 0.1, but is 0.'],
  [{ concurrency: 1, perSeconds: 1 }, 'partners[0].limits.perSeconds is not a known key: did you mean perSecond? Known keys here: concurrency, perSecond.'],
];
for (const [limits, problem] of refused) {
  test(`limits are refused: ${JSON.stringify(limits)}`, () => {
    assert.deepEqual(readGate({ partners: [{ ...many('https://p.example', 1), limits }] }), { problems: [problem] });
  });
}

test('memory does not grow with the number of paths: bodies go when they were read', async (t) => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const body = Buffer.alloc(512 * 1024, 'a');
  const kept: number[] = [];
  const server = await serveHttp((_, response, number) => {
    if (number % 40 === 0) {
      collect();
      kept.push(process.memoryUsage().arrayBuffers / 1_048_576);
    }
    response.end(body);
  });
  t.after(() => server.close());
  await survey(many(server.url, 200));
  // 100 MB were sent; sixteen calls are under way at once, each body in chunks and as a whole.
  assert.ok(kept.length >= 5 && Math.max(...kept) < 64, `${kept.map(Math.round)} MB`);
});
