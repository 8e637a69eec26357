import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluateCheck } from '../verdict/evaluate.ts';
import type { PageLook } from '../verdict/observation.ts';
import type { CheckPlan, Plan } from '../verdict/plan.ts';
import { emptyContent, emptyShots, messages, navigation, sampleLook, samplePage } from './sample-look.ts';

const check: CheckPlan = { id: 'page:/shop:white-screen', kind: 'white-screen', title: '/shop shows its content', severity: 'blocker', subject: samplePage.id };
const plan: Plan = {
  schema: 'gonogo.plan/v1',
  run: 'r',
  startedAt: '2026-11-24T10:00:00.000Z',
  deadlineMs: 300_000,
  target: { name: 'shop', url: 'https://shop.example/', environment: 'production' },
  release: null,
  trigger: { type: 'manual' },
  checks: [check, { ...check, id: 'page:/shop:console', kind: 'console', severity: 'critical' }],
  pages: [samplePage],
  journeys: [],
  firstParty: [],
  control: null,
  consoleAllow: [],
  policy: { block: ['blocker', 'critical'], flaky: 'warn', dependency: 'inconclusive' },
  specs: null,
  formats: [],
};
const good = sampleLook();
const thrown = sampleLook(messages([{ source: 'exception', text: 'TypeError: a is not a function' }]));
const white = sampleLook({ content: emptyContent, shots: emptyShots, readyMs: null });

const cases: { name: string; looks: PageLook[]; deaths?: number; outcome: string; codes: string[]; confirmed?: boolean[] }[] = [
  { name: 'a good look passes', looks: [good], outcome: 'pass', codes: [] },
  { name: 'two bad looks are a confirmed failure', looks: [white, white], outcome: 'fail', codes: ['WHITE_SCREEN'], confirmed: [true] },
  { name: 'one bad look that nothing confirmed is an unconfirmed failure', looks: [white], outcome: 'fail', codes: ['WHITE_SCREEN'], confirmed: [false] },
  { name: 'a bad look followed by good ones is flaky', looks: [white, good, good], outcome: 'flaky', codes: ['WHITE_SCREEN'], confirmed: [false] },
  { name: 'two bad looks of ten are a confirmed failure', looks: [white, good, good, white], outcome: 'fail', codes: ['WHITE_SCREEN'], confirmed: [true] },
  { name: 'two looks that are bad in different ways confirm each other', looks: [white, sampleLook(navigation({ status: 503 }))], outcome: 'fail', codes: ['WHITE_SCREEN', 'DOCUMENT_STATUS'], confirmed: [true, true] },
  { name: 'a look that is bad for another check confirms', looks: [white, good, thrown], outcome: 'fail', codes: ['WHITE_SCREEN'], confirmed: [true] },
  { name: 'one that is bad only for another check is no failure of this one', looks: [good, thrown, thrown], outcome: 'pass', codes: [] },
  { name: 'a page of which no picture could be taken is not proven to be seen', looks: [sampleLook({ shots: [] })], outcome: 'error', codes: ['NOT_OBSERVED'], confirmed: [true] },
  { name: 'a browser that died under a good page leaves it unproven', looks: [good], deaths: 1, outcome: 'error', codes: ['BROWSER_DIED'], confirmed: [true] },
];

for (const { name, looks, deaths = 0, outcome, codes, confirmed = [] } of cases) {
  test(name, () => {
    const result = evaluateCheck(check, { kind: 'page', subject: samplePage.id, url: samplePage.url, looks, browserDeaths: deaths }, plan, null);
    assert.equal(result.outcome, outcome);
    assert.deepEqual(result.findings.map(({ code }) => code), codes);
    assert.deepEqual(result.findings.map((finding) => finding.confirmed), confirmed);
  });
}
