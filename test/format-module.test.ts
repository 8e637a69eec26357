import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { announceVerdict } from '../cli/announce.ts';
import { formatNames } from '../cli/format-names.ts';
import { announced } from './announced.ts';
import { temporaryFolder } from './cli-run.ts';
import { sampleNoGo } from './sample-verdict.ts';

const good = (name: string, file = `${name}.txt`) => `{ name: '${name}', files: [{ name: '${file}', render: ({ verdict }) => verdict }] }`;
const module = (body: string) => `export const format = ${body};\n`;
const manifest = (name: string, rest: object) => JSON.stringify({ name, version: '1.0.0', ...rest });

/** Files of a project that has formats of its own, and of others in its packages. */
const files: Record<string, string> = {
  'package.json': manifest('project', { type: 'commonjs' }),
  'own.ts': `interface Told { verdict: string }\nexport const format = { name: 'own', files: [], announce: ({ verdict }: Told) => ({ lines: [\`own: \${verdict}\`], appended: [] }) };\n`,
  'formats/own.mjs': module(good('own-mjs')),
  'empty.mjs': 'export const other = 1;\n',
  'broken.mjs': 'export const format = ;\n',
  'nameless.mjs': module(`{ name: '', files: [] }`),
  'outside.mjs': module(`{ name: 'x', files: [{ name: '../x', render: () => '' }] }`),
  'talker.mjs': module(`{ name: 'x', files: [], announce: 'no function' }`),
  'mute.mjs': module(`{ name: 'mute', files: [], announce: () => { throw new Error('lost its voice'); } }`),
  'namesake.mjs': module(good('junit', 'x.xml')),
  'verdict.mjs': module(good('x', 'verdict.json')),
  'summary.mjs': module(good('x', 'summary.md')),
  'node_modules/plain-format/package.json': manifest('plain-format', { type: 'module', main: 'index.js' }),
  'node_modules/plain-format/index.js': module(good('plain')),
  'node_modules/import-format/package.json': manifest('import-format', { type: 'module', exports: { '.': { types: './index.d.ts', import: './index.js' } } }),
  'node_modules/import-format/index.js': module(good('import')),
  'node_modules/@acme/gonogo-format/package.json': manifest('@acme/gonogo-format', { type: 'module', exports: './index.js' }),
  'node_modules/@acme/gonogo-format/index.js': module(good('acme')),
  'node_modules/cjs-format/package.json': manifest('cjs-format', { main: 'index.js' }),
  'node_modules/cjs-format/index.js': `exports.format = ${good('cjs')};\n`,
};

let folder = '';
before(async () => {
  folder = await temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
});

const found: [value: string, file: string][] = [
  ['./own.ts', 'own.ts'],
  ['own.ts', 'own.ts'],
  ['formats/own.mjs', 'formats/own.mjs'],
  ['plain-format', 'node_modules/plain-format/index.js'],
  ['import-format', 'node_modules/import-format/index.js'],
  ['@acme/gonogo-format', 'node_modules/@acme/gonogo-format/index.js'],
  ['cjs-format', 'node_modules/cjs-format/index.js'],
];

describe('a format of others is found', () => {
  for (const [value, file] of found) {
    test(value, async () => {
      const { modules } = await formatNames({}, ['summary', value], folder);
      assert.deepEqual([...modules], [[value, pathToFileURL(join(folder, file)).href]]);
    });
  }

  test('by its absolute path, and several at once', async () => {
    const { modules } = await formatNames({}, [join(folder, 'own.ts'), 'plain-format'], '/');
    assert.equal(modules.size, 1, 'a package is looked for where gonogo was called');
    assert.equal((await formatNames({}, [join(folder, 'own.ts'), 'plain-format'], folder)).modules.size, 2);
  });
});

const refused: [value: string, sentence: string | RegExp][] = [
  ['./nowhere.ts', '--format "./nowhere.ts" is not a file: give the path of a module that exports "format".'],
  ['./empty.mjs', '--format "./empty.mjs" exports no "format" with a name and files, as docs/formats.md shows it.'],
  ['./nameless.mjs', '--format "./nameless.mjs" exports no "format" with a name and files, as docs/formats.md shows it.'],
  ['./outside.mjs', '--format "./outside.mjs" exports no "format" with a name and files, as docs/formats.md shows it.'],
  ['./talker.mjs', '--format "./talker.mjs" exports no "format" with a name and files, as docs/formats.md shows it.'],
  ['./broken.mjs', /^--format "\.\/broken\.mjs" could not be loaded: Unexpected token/],
  ['./namesake.mjs', '--format "./namesake.mjs" is named junit, as another format is.'],
  ['./verdict.mjs', '--format "./verdict.mjs" writes verdict.json, which is written already.'],
  ['./summary.mjs', '--format "./summary.mjs" writes summary.md, which is written already.'],
];

describe('what is no format is wrong usage', () => {
  for (const [value, message] of refused) {
    test(value, () => assert.rejects(formatNames({}, [value], folder), { name: 'UsageError', message }));
  }

  test('a plain word that is nothing installed is left to the names', async () => {
    assert.equal((await formatNames({}, ['junti', 'fs'], folder)).modules.size, 0);
  });
});

test('a format that fails to announce says which it was', async () => {
  const url = pathToFileURL(join(folder, 'mute.mjs')).href;
  const options = { formats: [url], environment: {}, directory: folder, out: null };
  assert.deepEqual(await announceVerdict(sampleNoGo(), options), [`the report format ${url} failed to announce the verdict: lost its voice`]);
});

test('a format of others announces as any', async () => {
  assert.deepEqual(await announced(sampleNoGo(), pathToFileURL(join(folder, 'own.ts')).href), ['own: NO_GO']);
});
