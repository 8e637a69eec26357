import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { namedValues } from '../cli/named-values.ts';
import { readSnapshotFile } from '../cli/snapshot-file.ts';
import { UsageError } from '../config/usage-error.ts';
import { temporaryFolder } from './cli-run.ts';

test('values are what commands print and files hold; what fails is null', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'chart.txt'), ' 4.2.0\n');
  const node = (code: string) => [process.execPath, '-e', code];
  const values = await namedValues(
    [
      { name: 'printed', command: node('console.log(" 41 ")') },
      { name: 'folder', command: node('console.log(process.cwd())') },
      { name: 'not a shell', command: [process.execPath, '-p', 'process.argv[1]', '$HOME; echo x'] },
      { name: 'failing', command: node('console.log(1); process.exit(3)') },
      { name: 'endless', command: node('for (;;) console.log("x".repeat(9999))') },
      { name: 'unknown', command: ['no-such-program-here'] },
      { name: 'held', file: 'chart.txt' },
      { name: 'missing', file: 'nowhere.txt' },
    ],
    folder,
  );
  assert.deepEqual({ ...values, folder: values['folder']?.endsWith(folder.split('/').at(-1) ?? '-') }, { printed: '41', folder: true, 'not a shell': '$HOME; echo x', failing: null, endless: null, unknown: null, held: '4.2.0', missing: null });
});

test('a snapshot that is no file is wrong usage', async () => {
  await assert.rejects(readSnapshotFile('--reference nowhere.json', 'nowhere.json'), (error) => error instanceof UsageError && error.message === '--reference nowhere.json cannot be read (ENOENT).');
});
