import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseRunOptions } from '../cli/run-options.ts';
import { planRun } from '../cli/plan.ts';
import { renderDryRun } from '../cli/dry-run.ts';
import { readGate } from '../config/schema.ts';
import { concludeRun } from '../reports/conclude.ts';
import { driftFact, driftLine } from '../reports/drift-line.ts';
import { displayWidth } from '../reports/display-width.ts';
import { driftPart } from '../reports/html/drift-part.ts';
import { renderSummary } from '../reports/formats/summary.ts';
import { renderTerminal } from '../reports/terminal.ts';
import { driftInVerdict } from '../verdict/drift-beside.ts';
import type { Difference } from '../verdict/drift.ts';
import type { Snapshot } from '../verdict/snapshot.ts';
import type { CheckResult, Verdict } from '../verdict/verdict.ts';
import { temporaryFolder } from './cli-run.ts';
import { sampleCheck, sampleFinding, sampleReason, sampleVerdict } from './sample-verdict.ts';

const reference: NonNullable<Verdict['reference']> = { name: 'uat', url: 'https://uat.shop.example/', environment: 'uat', takenAt: '2026-11-24T10:00:00.000Z', declared: 2, notCompared: ['worker'], hidden: 1 };

function difference(kind: Difference['kind'], name: string, change: Partial<Difference> = {}): Difference {
  return { kind, name, severity: 'critical', reference: 'a', observed: 'b', ...change };
}

function beside(check: Partial<CheckResult> & Pick<CheckResult, 'id'>, differences: Difference[]): string[] {
  const failed = sampleCheck({ outcome: 'fail', ...check });
  return driftInVerdict({ differences, declared: [], notCompared: [], hidden: 0 }, [failed]).filter(({ checks }) => checks.length > 0).map(({ label }) => label);
}

const page = { id: 'page:/cart:white-screen' };
const cases: [name: string, check: Partial<CheckResult> & Pick<CheckResult, 'id'>, differences: Difference[], expected: string[]][] = [
  ['policy and flags beside a page', page, [difference('policy', '/cart connect-src'), difference('flag', 'new-cart')], ['CSP connect-src', 'flag new-cart']],
  ['no fact of another page', page, [difference('policy', '/ connect-src'), difference('document', '/help title')], []],
  ['a fact of the page in a phone', { id: 'page:/cart (mobile):console' }, [difference('header', '/cart server')], ['header /cart server']],
  ['the API beside a journey, and no policy', { id: 'api:acme/orders', kind: 'api' }, [difference('policy', '/ connect-src'), difference('api', 'acme GET /v1/orders version')], ['API a -> b']],
  ['files beside the deploy, also trivial ones', { id: 'deploy', kind: 'deploy' }, [difference('asset', '/app-*.js', { severity: 'trivial' }), difference('flag', 'x')], ['asset /app-*.js']],
  ['nothing trivial beside a page', page, [difference('storage', 'local a', { severity: 'trivial' })], []],
  ['nothing beside what passed', { ...page, outcome: 'pass' }, [difference('flag', 'x')], []],
  ['at most five', page, Array.from({ length: 9 }, (_, index) => difference('flag', `f${index}`)), ['flag f0', 'flag f1', 'flag f2', 'flag f3', 'flag f4']],
  ['policy first where a policy blocked', { ...page, kind: 'resources', findings: [sampleFinding({ code: 'RESOURCE_BLOCKED', message: 'x' })] }, [...Array.from({ length: 5 }, (_, index) => difference('document', `/cart d${index}`)), difference('policy', '/cart script-src')], ['document /cart d0', 'document /cart d1', 'document /cart d2', 'document /cart d3', 'CSP script-src']],
];
for (const [name, check, differences, expected] of cases) {
  test(name, () => assert.deepEqual(beside(check, differences), expected));
}

const evil = '\u001b]0;owned\u0007<img src=x onerror=alert(1)>\n::error::x | [a](javascript:x)';
const finding = sampleFinding({ code: 'WHITE_SCREEN', message: 'nothing is seen' });
const failed = sampleCheck({ id: 'page:/:white-screen', title: 'Home', outcome: 'fail', findings: [finding] });
const many = [difference('flag', evil, { reference: evil, observed: null }), ...['a', 'b', 'c'].map((name) => difference('config', name))];
const verdict = sampleVerdict({ verdict: 'NO_GO', go: false, checks: [failed], reasons: [sampleReason(failed.id, finding)], reference: { ...reference, environment: evil }, drift: driftInVerdict({ differences: many, declared: [], notCompared: [], hidden: 0 }, [failed]) });

test('differences are told in a line and a fact', () => {
  const told = { ...verdict, reference };
  assert.match(driftLine(told, failed.id) ?? '', /^differs from uat: flag .*, config a, config b and 1 more$/s);
  const threw = { ...told, checks: [{ ...failed, findings: [sampleFinding({ code: 'UNCAUGHT_EXCEPTION', message: 'x' })] }] };
  assert.match(driftLine(threw, failed.id) ?? '', /^differs from uat: config a, config b, config c and 1 more$/);
  assert.match(driftFact(told) ?? '', /^4 differences from uat of 2026-11-24, and 2 declared: /);
  assert.equal(driftFact({ ...told, drift: [] }), 'none from uat of 2026-11-24, and 2 declared');
  assert.equal(driftFact(sampleVerdict()), null);
  assert.equal(driftLine(told, 'page:/other:console'), null);
});

test('no report is driven by what differs', () => {
  const terminal = renderTerminal(verdict, { columns: 80, color: false, directory: 'out', report: 'report.html' });
  assert.ok(terminal.split('\n').every((line) => displayWidth(line) <= 80), terminal);
  assert.ok(!terminal.includes('\u001b') && !/^\s*::/m.test(terminal));
  assert.match(terminal, /≠ differs from/);
  const html = driftPart(verdict)?.text ?? '';
  assert.ok(!html.includes('<img') && html.includes('&lt;img') || html.includes('&#60;img'), html);
  const summary = renderSummary(verdict);
  assert.ok(!summary.includes('<img') && !/(?<!\\)\]\(javascript/.test(summary) && !/^::/m.test(summary), summary);
});

const snapshot: Snapshot = { schema: 'gonogo.snapshot/v1', tool: { name: 'gonogo', version: '0.1.0' }, takenAt: '2026-11-24T10:00:00.000Z', target: { name: 'uat', url: 'https://uat.shop.example/', environment: 'uat' }, salt: '0'.repeat(32), notObserved: {}, facts: {} };

test('a comparison that did not come about is a warning, and a dry run tells what would be compared', async () => {
  const gate = readGate({ release: { previousAssets: ['/a.js'], instances: [{ name: 'eu', address: '10.0.0.1' }] } });
  assert.ok('gate' in gate);
  const output = join(await temporaryFolder(), 'report');
  const planned = planRun({ gate: gate.gate, configFile: null, options: parseRunOptions(['https://shop.example/', '--release', '7', '--output', output, '--format', 'summary']), env: {}, now: new Date(), runId: 'run-1', cwd: '/', formats: { known: ['summary'], chosen: [], modules: new Map() }, reference: snapshot });
  assert.match(renderDryRun(planned), /Release {4}7, waited for 2 min 0 s at most\nReference {2}uat \(uat\), 2026-11-24T10:00:00\.000Z\n[^]*The served release\n {2}blocker {3}3 fresh connections to each page, API and URL that tells it; also at\n {12}eu; 1 file of the previous release/);
  const { plan } = planned;
  await mkdir(output);
  await concludeRun({ plan, outputDir: output, planned: plan.checks, results: [], trouble: [], absence: 'it was lost' });
  const written = JSON.parse(await readFile(join(output, 'verdict.json'), 'utf8')) as Verdict;
  assert.ok(written.warnings.some(({ code, message }) => code === 'NOT_COMPARED' && /^the environment was not compared with uat: the environment was not observed/.test(message)), JSON.stringify(written.warnings));
  assert.equal(written.drift, undefined);
});
