import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { before, test } from 'node:test';
import { openFile } from '../cli/open-file.ts';
import { renderTerminal } from '../reports/terminal.ts';
import { readVerdict } from '../verdict/read-verdict.ts';
import { temporaryFolder } from './cli-run.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { sampleHostile, sampleNoGo, sampleVerdict } from './sample-verdict.ts';

const main = join(import.meta.dirname, '../cli/main.ts');
let folder: string;
let programs: string;

before(async () => {
  folder = await temporaryFolder();
  programs = join(folder, 'programs');
  mkdirSync(programs);
});

/** Runs the real command in the folder of the test, with the openers of the test first on the path. */
function show(args: string[], environment: Record<string, string> = {}) {
  const env = { ...process.env, NO_COLOR: '1', PATH: `${programs}${delimiter}${process.env.PATH}`, ...environment };
  return spawnSync(process.execPath, [main, 'show', ...args], { cwd: folder, encoding: 'utf8', env });
}

test('the verdict of the default folder is shown as run showed it, and showing it is a success', () => {
  leave('gonogo-report', sampleNoGo(), 'report.html');
  const { status, stdout, stderr } = show([]);
  assert.deepEqual([status, stderr], [0, '']);
  assert.equal(stdout, renderTerminal(sampleNoGo(), { columns: 80, color: false, directory: 'gonogo-report', report: 'report.html' }));
});

test('a folder and a file mean the same, and the report that is there is named', () => {
  leave('kept', sampleNoGo(), 'summary.md');
  const shown = show(['kept']).stdout;
  assert.match(shown, /Report +kept\/summary\.md/);
  assert.equal(show(['kept/verdict.json']).stdout, shown);
  leave('bare', sampleVerdict());
  assert.match(show(['bare']).stdout, /Report +bare\/verdict\.json/);
});

test('--json is the document as it was written, with fields of later versions', () => {
  const document = { ...sampleNoGo(), lineage: { previous: 'run-1' } };
  mkdirSync(join(folder, 'later'));
  writeFileSync(join(folder, 'later/verdict.json'), JSON.stringify(document));
  const { status, stdout } = show(['later', '--json']);
  assert.equal(status, 0);
  assert.deepEqual(JSON.parse(stdout), document);
});

test('a verdict full of commands commands neither terminal nor pipeline', () => {
  leave('hostile', sampleHostile());
  const { status, stdout } = show(['hostile'], { TERM: 'xterm-kitty', CI: '' });
  assert.equal(status, 0);
  assert.doesNotMatch(stdout, /::|##|SPINNAKER_|[\0-\x09\x0b-\x1f\x7f-\x9f]/i);
  assert.ok(!('problem' in readVerdict(JSON.stringify(sampleHostile()))));
});

test('--open hands the absolute path to the opener of the desktop, as one argument and without a shell', { skip: process.platform !== 'linux' }, () => {
  const odd = 'a b; $(touch owned) && x';
  leave(odd, sampleNoGo(), 'report.html');
  opener('printf "%s\\n" "$#" "$1" > "$OPENED"');
  const { status, stderr } = show([odd, '--open'], { OPENED: join(folder, 'opened') });
  assert.deepEqual([status, stderr], [0, '']);
  assert.equal(readFileSync(join(folder, 'opened'), 'utf8'), `1\n${join(folder, odd, 'report.html')}\n`);
});

test('an opener that fails is told with the path, after the verdict', { skip: process.platform !== 'linux' }, () => {
  leave('gonogo-report', sampleNoGo(), 'report.html');
  opener('exit 3');
  const { status, stdout, stderr } = show(['--open']);
  assert.equal(status, 1);
  assert.match(stdout, /NO_GO/);
  assert.equal(stderr, 'The report was not opened (xdg-open ended with 3). It is gonogo-report/report.html\n');
});

test('an opener that is not installed is told', async () => {
  const before = process.env.PATH;
  process.env.PATH = join(folder, 'nowhere');
  try {
    assert.match((await openFile('/tmp/report.html', 'darwin')) ?? '', /^open could not be started: .*ENOENT/);
  } finally {
    process.env.PATH = before;
  }
});

test('--open without a report is wrong usage, and nothing is shown', () => {
  leave('bare', sampleVerdict());
  const { status, stdout, stderr } = show(['bare', '--open']);
  assert.deepEqual([status, stdout], [2, '']);
  assert.equal(stderr, 'error: --open: there is no report.html in bare. Run again with --format html among the formats.\n');
});

/** Leaves a verdict, and reports of these names, in a folder. */
function leave(name: string, verdict: Verdict, ...reports: string[]): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'verdict.json'), JSON.stringify(verdict));
  for (const report of reports) writeFileSync(join(folder, name, report), '');
}

/** Puts a program in the place of the desktop's opener. */
function opener(script: string): void {
  const file = join(programs, 'xdg-open');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}
