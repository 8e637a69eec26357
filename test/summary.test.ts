import assert from 'node:assert/strict';
import { test } from 'node:test';
import { format, renderSummary } from '../reports/formats/summary.ts';
import { hostileText, sampleCheck, sampleFinding, sampleHostile, sampleInconclusive, sampleNoGo, sampleReason, sampleVerdict } from './sample-verdict.ts';

/** Cells of a table row; escaped bars do not occur, since bars are written as references. */
function cells(line: string): number {
  return line.split('|').length - 2;
}

function assertTables(summary: string): void {
  const lines = summary.split('\n');
  for (const [index, line] of lines.entries()) {
    if (!/^\| ---/.test(line)) continue;
    assert.equal(lines[index - 2], '', 'a table starts after an empty line');
    for (let row = index + 1; lines[row]?.startsWith('|'); row++) assert.equal(cells(lines[row] ?? ''), cells(line), lines[row]);
  }
}

test('says the verdict, why, what to do, reasons with advice and evidence, and coverage', () => {
  const summary = renderSummary(sampleNoGo());
  assert.match(summary, /^## ❌ NO\\_GO · shop\n\n3 of 120 checks found/);
  assert.match(summary, /\*\*Next:\*\* Stop here/);
  assert.match(summary, /\| Checkout shows content \| White screen on .*<br>→ Fix the named cause.*<br><sub>evidence\/checkout\/look-2\.png<\/sub> \| blocker, release \|/);
  assert.match(summary, /checks 120\/120 executed/);
  assert.match(summary, /<summary>120 checks: 3 fail, 1 flaky, 116 pass<\/summary>\n\n\|/);
  assertTables(summary);
});

test('a GO has neither reasons nor warnings', () => {
  assert.doesNotMatch(renderSummary(sampleVerdict()), /### /);
});

test('an INCONCLUSIVE names the deadline and the release that is not proven', () => {
  const summary = renderSummary(sampleInconclusive());
  assert.match(summary, /the deadline was hit/);
  assert.match(summary, /2026\.3\.1 was expected; not proven/);
});

test('hostile text stays text', () => {
  const summary = renderSummary(sampleHostile());
  assertTables(summary);
  assert.doesNotMatch(summary, /<script|<img|::|(?<!\\)!\[|(?<!\\)\]\(|:\/\/|@everyone|##vso|[\0-\x09\x0b-\x1f]/);
  assert.deepEqual(summary.match(/<\/?details>/g), ['<details>', '</details>']);
});

test('stays under 60 000 characters by dropping whole rows, and says how many', () => {
  const finding = sampleFinding({ code: 'API_STATUS', message: hostileText.repeat(50), advice: hostileText.repeat(50), evidence: [hostileText.repeat(50)] });
  const checks = Array.from({ length: 5000 }, (_, index) => sampleCheck({ id: `c${index}`, title: `${index} ${hostileText.repeat(5)}`, outcome: 'fail', findings: [finding] }));
  const reasons = checks.map(({ id }) => sampleReason(id, finding));
  const target = { name: '&'.repeat(5000), url: '&'.repeat(5000), environment: '&'.repeat(5000) };
  const summary = renderSummary(sampleVerdict({ verdict: 'NO_GO', go: false, checks, reasons, warnings: reasons, target, release: { expected: '&'.repeat(9000), observed: [], match: false } }));
  assert.ok(summary.length < 60_000, String(summary.length));
  const told = [...summary.matchAll(/^(\d+) more (reason|warning|check)s in `verdict\.json`\.$/gm)];
  assert.deepEqual(told.map(([, , what]) => what), ['reason', 'warning', 'check']);
  for (const [, count] of told) assert.ok(Number(count) < 5000);
  assertTables(summary);
});

test('is a format', () => assert.deepEqual(format.files.map(({ name }) => name), ['summary.md']));
