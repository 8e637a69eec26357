import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { displayWidth, wrap } from '../reports/display-width.ts';
import { renderTerminal } from '../reports/terminal.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { sampleHostile, sampleInconclusive, sampleNoGo, sampleReason, sampleFinding, sampleVerdict } from './sample-verdict.ts';

const samples: Record<string, () => Verdict> = { go: sampleVerdict, 'no-go': sampleNoGo, inconclusive: sampleInconclusive, hostile: sampleHostile };

/** Compares with a golden file; UPDATE_GOLDEN=1 writes it anew. */
function assertGolden(name: string, text: string): void {
  const file = new URL(`./golden/terminal-${name}.txt`, import.meta.url);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, text);
  assert.equal(text, readFileSync(file, 'utf8'));
}

function render(verdict: Verdict, columns = 80, color = false): string {
  return renderTerminal(verdict, { columns, color, directory: 'gonogo-report', report: 'report.html' });
}

for (const [name, sample] of Object.entries(samples)) {
  describe(name, () => {
    for (const columns of [80, 40]) test(`reads as agreed at ${columns} columns`, () => assertGolden(`${name}-${columns}`, render(sample(), columns)));

    test('no line is wider than the terminal', () => {
      for (const columns of [20, 33, 40, 80, 100, 250]) {
        for (const line of render(sample(), columns).split('\n')) assert.ok(displayWidth(line) <= columns, `${columns}: ${line}`);
      }
    });

    test('no foreign text stands at the start of a line, and no command anywhere', () => {
      const text = render(sample());
      for (const line of text.split('\n')) assert.match(line, /^(?: {2}.*)?$/);
      assert.doesNotMatch(text, /::|##|SPINNAKER_|[\0-\x09\x0b-\x1f\x7f-\x9f]/i);
    });

    test('colour changes no word', () => {
      const colored = render(sample(), 80, true);
      assert.match(colored, /\x1b\[/);
      assert.equal(stripVTControlCharacters(colored), render(sample()));
    });
  });
}

test('a GO is short, and ends with the verdict and its exit code', () => {
  const lines = render(sampleVerdict()).trimEnd().split('\n');
  assert.ok(lines.length <= 14);
  assert.match(lines.at(-1) ?? '', /✔ GO .*exit code 0/);
});

test('the verdict stands in the last lines, however many reasons there are', () => {
  const reasons = Array.from({ length: 50 }, (_, index) => sampleReason('run', sampleFinding({ code: 'RUNNER_FAILED', message: `reason ${index}` })));
  const text = render(sampleVerdict({ verdict: 'NO_GO', go: false, reasons, warnings: reasons }));
  assert.match(text, /8\. .*\n {5}reason 7\n\n {2}and 42 more in gonogo-report\/verdict\.json/);
  assert.match(text, /and 45 more in gonogo-report\/verdict\.json/);
  assert.match(text.split('\n').slice(-4).join('\n'), /✘ NO_GO[^]*exit code 20/);
});

test('an endless text does not push the rest away', () => {
  const reasons = [sampleReason('run', sampleFinding({ code: 'RUNNER_FAILED', message: 'x y '.repeat(100_000) }))];
  assert.ok(render(sampleVerdict({ verdict: 'NO_GO', go: false, reasons })).split('\n').length < 30);
});

test('an override is told with its exit code', () => {
  assert.match(render(sampleVerdict({ verdict: 'NO_GO', go: true })), /Overridden by decision.*exit code 0/);
});

test('wrapping measures wide characters and breaks words that fit no line', () => {
  assert.deepEqual(wrap('漢字漢字 ab', 6), ['漢字漢', '字 ab']);
  assert.deepEqual(wrap('a abcdefgh b', 4), ['a', 'abcd', 'efgh', 'b']);
  assert.deepEqual(wrap('', 10), []);
});
