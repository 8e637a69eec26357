import assert from 'node:assert/strict';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import * as core from '@actions/core';
import { loadFormats } from '../reports/load-formats.ts';
import { noticesOf } from '../reports/notices.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { announced } from './announced.ts';
import { temporaryFolder } from './cli-run.ts';
import { hostileText, sampleNoGo, samples, sampleVerdict } from './sample-verdict.ts';

interface Command { name: string; properties: Record<string, string>; message: string }

/** Reads a line as the documentation of workflow commands describes it: `::name key=value,key=value::message`, percent-encoded. */
function readCommand(line: string): Command | null {
  const found = /^\s*::([^\s:]+)(?: (.*?))?::(.*)$/s.exec(line);
  if (!found) return null;
  const [, name = '', list = '', message = ''] = found;
  const pairs = list.split(',').filter(Boolean).map((pair) => [pair.slice(0, pair.indexOf('=')), decodeURIComponent(pair.slice(pair.indexOf('=') + 1).replace(/%(?![0-9A-F]{2})/g, '%25'))]);
  return { name, properties: Object.fromEntries(pairs) as Record<string, string>, message: message.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%') };
}

/** Reads `name<<delimiter` blocks; any other line is an error. */
function readOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split('\n');
  for (let at = 0; at < lines.length - 1; at++) {
    const [, name = '', delimiter = ''] = /^(\w+)<<(\S+)$/.exec(lines[at] ?? '') ?? [];
    assert.notEqual(name, '', `no output starts with ${lines[at]}`);
    const end = lines.indexOf(delimiter, at + 1);
    assert.ok(end > at);
    outputs[name] = lines.slice(at + 1, end).join('\n');
    at = end;
  }
  return outputs;
}

async function announcedFiles(verdict: Verdict, summaryBefore = '') {
  const folder = await temporaryFolder();
  const [summary, output] = [join(folder, 'summary'), join(folder, 'output')];
  await writeFile(summary, summaryBefore);
  await writeFile(output, 'earlier=1\n');
  const lines = await announced(verdict, 'github', { GITHUB_STEP_SUMMARY: summary, GITHUB_OUTPUT: output });
  return { lines, summary: (await readFile(summary, 'utf8')).slice(summaryBefore.length), bytes: (await stat(summary)).size, output: (await readFile(output, 'utf8')).replace(/^earlier=1\n/, '') };
}

for (const [name, sample] of Object.entries(samples)) {
  describe(name, () => {
    test('every line is an annotation that the parser and @actions/core agree on', async (t) => {
      const verdict = sample();
      const { lines } = await announcedFiles(verdict);
      const notices = noticesOf(verdict, { most: 10, textLimit: 1900 });
      const written: string[] = [];
      const stdout = t.mock.method(process.stdout, 'write', (text: string) => { written.push(text.trimEnd()); return true; });
      for (const { level, title, message, advice } of notices) core[level](advice ? `${message}\nWhat to do: ${advice}` : message, { title });
      stdout.mock.restore();
      assert.deepEqual(lines, written);
      assert.ok(lines.length <= 10);
      for (const [index, line] of lines.entries()) {
        const { level, title } = notices[index] ?? {};
        const command = readCommand(line);
        assert.deepEqual([command?.name, command?.properties], [level, { title }]);
        assert.ok((command?.message.length ?? 0) <= 4096);
        assert.doesNotMatch(command?.message ?? '', /::|##/, 'no command inside');
      }
    });

    test('outputs are whole and on one line each', async () => {
      const verdict = sample();
      const outputs = readOutputs((await announcedFiles(verdict)).output);
      assert.deepEqual(Object.keys(outputs), ['verdict', 'go', 'reason']);
      assert.deepEqual([outputs.verdict, outputs.go], [verdict.verdict, String(verdict.go)]);
      assert.match(outputs.reason ?? '', /^(GO|NO_GO|INCONCLUSIVE): [^\n]+$/);
    });

    test('the summary is appended whole, or in short, or not at all: 1 MiB is never exceeded', async () => {
      const most = 1_048_576;
      const whole = (await announcedFiles(sample())).summary;
      assert.match(whole, /^## .+\n[^]+\n\n$/);
      const short = await announcedFiles(sample(), 'x'.repeat(most - Buffer.byteLength(whole) + 1));
      assert.match(short.summary, /^## .+\n\n.+\n\n\*\*Next:\*\* .+\n\n$/);
      assert.ok(short.bytes <= most);
      assert.deepEqual(await announcedFiles(sample(), 'x'.repeat(most)).then(({ summary, bytes }) => [summary, bytes]), ['', most]);
    });
  });
}

test('reasons are errors and warnings are warnings, unless the pipeline goes on', async () => {
  const levels = async (verdict: Verdict) => (await announced(verdict, 'github')).map((line) => readCommand(line)?.name);
  assert.deepEqual(await levels(sampleNoGo()), ['error', 'error', 'error', 'warning', 'warning']);
  assert.deepEqual(await levels({ ...sampleNoGo(), go: true }), ['warning', 'warning', 'warning', 'warning', 'warning']);
  assert.deepEqual(await levels(sampleVerdict()), []);
});

test('a delimiter is used once', async () => {
  const delimiters = await Promise.all([1, 2].map(async () => /<<(\S+)/.exec((await announcedFiles(sampleVerdict())).output)?.[1]));
  assert.notEqual(delimiters[0], delimiters[1]);
  assert.ok(!hostileText.includes(delimiters[0] ?? ''));
});

test('without the files of a step only annotations are printed', async () => {
  assert.equal((await announced(sampleNoGo(), 'github')).length, 5);
});

test('is chosen on GitHub Actions, and nowhere else', async () => {
  const format = (await loadFormats()).get('github');
  assert.deepEqual([{ GITHUB_ACTIONS: 'true' }, { CI: 'true' }, { GITHUB_ACTIONS: 'false' }, {}].map((environment) => format?.suits?.(environment)), [true, false, false, false]);
});
