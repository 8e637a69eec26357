import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { WriteError, writeAtomically } from '../reports/write.ts';

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gonogo-write-'));
});
after(() => rm(folder, { recursive: true, force: true }));

test('writes text and bytes, over what was there, and leaves nothing beside it', async () => {
  const path = join(folder, 'verdict.json');
  await writeAtomically(path, 'old');
  await writeAtomically(path, '{"verdict":"GO"}');
  assert.equal(await readFile(path, 'utf8'), '{"verdict":"GO"}');
  await writeAtomically(path, new Uint8Array([1, 2, 3]));
  assert.deepEqual([...(await readFile(path))], [1, 2, 3]);
  assert.deepEqual(await readdir(folder), ['verdict.json']);
});

test('a reader never sees a part', async () => {
  const path = join(folder, 'big');
  const contents = ['a', 'b'].map((letter) => letter.repeat(2_000_000));
  await writeAtomically(path, contents[0] ?? '');
  let writing = true;
  const writer = (async () => {
    for (let round = 0; round < 6; round++) await writeAtomically(path, contents[round % 2] ?? '');
    writing = false;
  })();
  while (writing) assert.ok(contents.includes(await readFile(path, 'utf8')));
  await writer;
  await rm(path);
});

test('many at once do not disturb each other', async () => {
  const path = join(folder, 'same');
  await Promise.all(Array.from({ length: 20 }, (_, index) => writeAtomically(path, String(index))));
  assert.match(await readFile(path, 'utf8'), /^\d+$/);
  await rm(path);
});

test('an error names the path, the cause and the way out', async () => {
  await writeFile(join(folder, 'file'), '');
  await mkdir(join(folder, 'taken'));
  const cases: [string, string, RegExp][] = [
    [join(folder, 'file', 'verdict.json'), 'ENOTDIR', /a part of the path is a file/],
    [join(folder, 'none', 'verdict.json'), 'ENOENT', /the folder does not exist/],
    [join(folder, 'taken'), 'EISDIR', /a folder of this name is in the way/],
  ];
  for (const [path, code, words] of cases) {
    await assert.rejects(writeAtomically(path, 'x'), (error) => {
      assert.ok(error instanceof WriteError);
      assert.equal(error.path, path);
      assert.equal(error.code, code);
      assert.ok(error.message.startsWith(`${path} could not be written (${code}): `));
      assert.match(error.message, words);
      assert.ok(error.cause instanceof Error);
      return true;
    });
  }
  assert.deepEqual((await readdir(folder)).filter((name) => name.endsWith('.tmp')), []);
});

test('a full disk, missing rights and a read-only file system are told in words', () => {
  const told = (code: string) => new WriteError('out/verdict.json', Object.assign(new Error(code), { code })).message;
  assert.match(told('ENOSPC'), /^out\/verdict\.json could not be written \(ENOSPC\): the disk is full: free some space/);
  assert.match(told('EACCES'), /may not write there/);
  assert.match(told('EROFS'), /read-only/);
  assert.match(new WriteError('x', new Error('odd')).message, /\(unknown\): odd/);
});

test('a folder that takes no files fails too, whoever asks', { skip: !existsSync('/proc/self') }, async () => {
  await assert.rejects(writeAtomically('/proc/self/verdict.json', 'x'), WriteError);
});
