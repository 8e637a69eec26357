import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { test } from 'node:test';

const root = resolve(import.meta.dirname, '..');

/** Which of the tree's folders each folder may import from, itself included. */
const allowed: Record<string, string[]> = {
  verdict: ['verdict'],
  fixtures: ['fixtures', 'verdict'],
  smoke: ['fixtures', 'verdict'],
  reports: ['reports', 'verdict'],
  lab: ['lab'],
  gate: ['gate', 'verdict'],
  openapi: ['openapi', 'verdict'],
  migrations: ['migrations', 'verdict'],
  watch: ['watch', 'verdict'],
  cli: ['cli', 'config', 'fixtures', 'gate', 'migrations', 'openapi', 'reports', 'verdict', 'watch', 'lab', 'top'],
  config: ['config', 'verdict', 'top'],
};

/** Packages that only the named files may import. */
const quarantined: Record<string, (file: string) => boolean> = {
  undici: (file) => file === 'fixtures/lease.ts',
  'p-retry': (file) => file === 'fixtures/http.ts',
  zod: (file) => /^verdict\/(?:[\w-]+\/)*schema\.ts$/.test(file) || file.startsWith('config'),
  'allure-playwright': (file) => file === 'reports/allure.ts',
  'json-p3': (file) => file === 'fixtures/json-values.ts' || file.startsWith('config'),
  fastify: (file) => file.startsWith('gate/'),
  '@fastify/rate-limit': (file) => file === 'gate/server.ts',
  fontoxpath: (file) => file === 'fixtures/xml-values.ts',
  slimdom: (file) => file === 'fixtures/xml-values.ts',
  '@scalar/openapi-upgrader/3.0-to-3.1': (file) => file === 'openapi/schema.ts',
  aws4: (file) => file === 'fixtures/aws-signature.ts',
  '@guanmingchiu/sqlparser-ts': (file) => file === 'migrations/sql-parser.ts',
  croner: (file) => file === 'watch/schedule.ts',
  ajv: (file) => file === 'fixtures/json-schema.ts',
  yaml: (file) => file === 'openapi/document.ts',
  playwright: (file) => file.startsWith('fixtures/') || file.startsWith('test/') || file.startsWith('bench/'),
};

/** Files of the command that start a process; the rest are tools of the clone. */
const spawners = ['cli/playwright.ts', 'cli/open-file.ts', 'cli/run-child.ts', 'cli/named-values.ts', 'cli/last-good.ts'];
const tools = ['cli/set-up.js', 'cli/build.ts', 'cli/provide-browser.ts', 'cli/report-allure.ts', 'lab/build-apps.ts', 'lab/write-examples.ts'];

/** What `verdict` must not touch, so that it stays pure. */
const impure = /^node:|^@?playwright|^undici$/;

interface Import {
  file: string;
  specifier: string;
  typeOnly: boolean;
}

const sources = Object.keys(allowed).flatMap((folder) => filesOf(folder));
const imports = [...sources, ...topLevel()].flatMap(importsOf);

test('the tree is read at all', () => {
  assert.ok(sources.length > 40, `only ${sources.length} files`);
  assert.ok(imports.length > 100, `only ${imports.length} imports`);
});

test('folders import only what the dependency rules allow', () => {
  const wrong = imports.filter(({ file, specifier, typeOnly }) => {
    const from = folderOf(file);
    const to = specifier.startsWith('.') ? folderOf(relative(root, resolve(root, dirname(file), specifier))) : null;
    return to !== null && from !== 'top' && !typeOnly && !(allowed[from] ?? []).includes(to);
  });
  assert.deepEqual(wrong, []);
});

test('nothing imports cli or smoke, but the entry that hands the suite to Playwright', () => {
  const wrong = imports.filter(({ file, specifier }) => /(^|\/)(cli|smoke)\//.test(specifier) && !file.startsWith('cli/') && file !== 'playwright.config.ts');
  assert.deepEqual(wrong, []);
});

test('verdict imports no Playwright, file system, network, clock or environment', () => {
  const own = filesOf('verdict');
  assert.deepEqual(own.flatMap(importsOf).filter(({ specifier }) => impure.test(specifier)), []);
  const touching = own.filter((file) => /\bprocess\.|\bDate\.now\(|new Date\(\)|\bfetch\(|Math\.random\(/.test(readFileSync(join(root, file), 'utf8')));
  assert.deepEqual(touching, []);
});

test('migrations imports no file system, network, clock or environment either', () => {
  assert.deepEqual(filesOf('migrations').flatMap(importsOf).filter(({ specifier }) => impure.test(specifier)), []);
});

test('schedule, alerts and silences ask no clock: what they answer depends on what they are given', () => {
  const texts = ['watch/schedule.ts', 'watch/alert-state.ts', 'watch/silence.ts'].map((file) => readFileSync(join(root, file), 'utf8'));
  assert.deepEqual(texts.flatMap((text) => text.match(/\bprocess\.|\bDate\.now\(|new Date\(\)|Math\.random\(/g) ?? []), []);
});

test('quarantined packages are imported in their one place', () => {
  const wrong = imports.filter(({ file, specifier, typeOnly }) => {
    const place = quarantined[specifier];
    return place !== undefined && !typeOnly && !place(file);
  });
  assert.deepEqual(wrong, []);
});

test('processes are started in their few places only', () => {
  const starting = imports.filter(({ specifier, typeOnly }) => specifier === 'node:child_process' && !typeOnly).map(({ file }) => file);
  assert.deepEqual(starting.filter((file) => !tools.includes(file)).sort(), [...spawners].sort());
});

test('files are kebab-case and rarely over 250 lines', () => {
  const named = sources.filter((file) => !/(^|\/)[a-z0-9]+(-[a-z0-9]+)*(\.spec|\.config)?\.(ts|js|tsx)$/.test(file));
  assert.deepEqual(named, []);
  const long = sources.filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 300);
  assert.deepEqual(long, []);
});

test('docs/architecture.md names every folder and every file of the tree', () => {
  const text = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
  assert.deepEqual(Object.keys(allowed).filter((folder) => !text.includes(`${folder}/`)), []);
});

function filesOf(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => /\.(ts|js)$/.test(file) && !file.startsWith('lab/shop/'));
}

function topLevel(): string[] {
  return readdirSync(root).filter((name) => name.endsWith('.ts'));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const found = [...text.matchAll(/^(?:import|export)\s+(type\s)?[^;]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm)];
  return found.map((match) => ({ file, specifier: match[2] ?? match[3] ?? match[4] ?? '', typeOnly: match[1] !== undefined }));
}

function folderOf(path: string): string {
  const first = path.split('/')[0] ?? '';
  return path.includes('/') ? first : 'top';
}
