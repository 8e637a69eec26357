import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadBaseline, requireBaselinePlace, saveBaseline } from '../cli/baseline-file.ts';
import { keepBaseline } from '../cli/keep-baseline.ts';
import { planRun } from '../cli/plan.ts';
import { parseRunOptions } from '../cli/run-options.ts';
import { readGate } from '../config/schema.ts';
import { type Baseline, learnBaseline } from '../verdict/baseline/baseline.ts';
import { canonicalText, encodeBaseline } from '../verdict/baseline/encode.ts';
import { takenInWords } from '../verdict/baseline/words.ts';
import type { ApiObservation, StepObservation } from '../verdict/api-observation.ts';
import type { JsonValue } from '../verdict/plan.ts';
import { learnShape } from '../verdict/shape/json-shape.ts';
import { temporaryFolder } from './cli-run.ts';
import { sampleVerdict } from './sample-verdict.ts';

const taken = { at: '2026-11-24T10:00:00.000Z', run: 'run-1', gonogo: '0.1.0', target: { name: 'shop', environment: 'production' }, release: '2026.6.3' };

function step(name: string, status: number, body: JsonValue | undefined): StepObservation {
  const answer = { status, headers: {}, contentType: 'application/json', bytes: 2, truncated: false, jsonError: null, sample: '{}' };
  const shape = body === undefined ? {} : { shape: learnShape(body, (text) => text) };
  return { name, method: 'GET', url: 'https://api.example/v1/orders', cleanup: false, attempts: [{ startedAt: taken.at, durationMs: 20, answer, error: null }], values: [], ...shape };
}

function journey(subject: string, ...steps: StepObservation[]): ApiObservation {
  return { kind: 'api', subject, startedAt: taken.at, durationMs: 20, steps, reuse: null };
}

const observations = [
  journey('api:b/orders', step('list', 200, { orders: [{ id: 1, status: 'paid' }] }), step('list', 200, { orders: [] }), step('gone', 404, { title: 'x' }), step('text', 200, undefined)),
  journey('api:a/none', step('text', 200, undefined)),
];
const baseline = learnBaseline(observations, taken);

async function kept(change: (text: string) => string = (text) => text): Promise<string> {
  const file = join(await temporaryFolder(), 'good.json');
  await saveBaseline(file, baseline);
  writeFileSync(file, change(readFileSync(file, 'utf8')));
  return file;
}

test('a baseline is a file with one line for each place, in the order of the alphabet', async () => {
  const text = readFileSync(await kept(), 'utf8');
  assert.equal(text.replace(/sha256:[0-9a-f]{64}/, 'sha256:…'), `{
  "schema": "gonogo.baseline/v1",
  "taken": {
    "at": "2026-11-24T10:00:00.000Z",
    "digest": "sha256:…",
    "gonogo": "0.1.0",
    "release": "2026.6.3",
    "run": "run-1",
    "target": { "environment": "production", "name": "shop" }
  },
  "partners": {
    "api:b/orders": {
      "gone": {
        "404": {
          "fields": {
            "$": { "types": ["object"] },
            "$.title": { "types": ["string"] }
          }
        }
      },
      "list": {
        "200": {
          "fields": {
            "$": { "seen": 2, "types": ["object"] },
            "$.orders": { "items": 0, "seen": 2, "types": ["array"] },
            "$.orders[*]": { "types": ["object"] },
            "$.orders[*].id": { "types": ["number"] },
            "$.orders[*].status": { "texts": 1, "types": ["string"], "values": ["paid"] }
          }
        }
      }
    }
  }
}
`);
});

test('what was saved is what is loaded', async () => {
  assert.deepEqual(await loadBaseline('--baseline', await kept()), baseline);
});

test('another layout is no change', async () => {
  assert.deepEqual(await loadBaseline('--baseline', await kept((text) => JSON.stringify(JSON.parse(text)))), baseline);
});

const damaged: [title: string, change: (text: string) => string, problem: string][] = [
  ['cut', (text) => text.slice(0, 400), 'is damaged: it is not JSON.'],
  ['empty', () => '', 'is damaged: it is not JSON.'],
  ['of something else', () => '{"name":"x"}', 'is no baseline: its schema is not "gonogo.baseline/v1".'],
  ['a verdict', () => '{"schema":"gonogo.verdict/v1"}', 'is no baseline: its schema is not "gonogo.baseline/v1", but "gonogo.verdict/v1".'],
  ['of an older version', (text) => text.replace('baseline/v1', 'baseline/v0'), 'is a baseline of another version, "gonogo.baseline/v0"; this gonogo reads "gonogo.baseline/v1": take it anew with --save-baseline.'],
  ['hostile', () => '{"schema":"\\u001b]0;x\\u0007::error::"}', 'is no baseline: its schema is not "gonogo.baseline/v1", but "\\u001b]0;x\\u0007: :error: :".'],
  ['without a key', (text) => text.replace('"release": "2026.6.3",', ''), 'is damaged: taken.release: Invalid input: expected string, received undefined.'],
  ['with a key of its own', (text) => text.replace('"seen"', '"ignore": true, "seen"'), 'is damaged: partners.api:b/orders.list.200.fields.$: Unrecognized key: "ignore".'],
  ['changed by hand', (text) => text.replace('"types": ["number"]', '"optional": true, "types": ["number"]'), 'was changed by hand: it is not what gonogo wrote. Restore it, or take it anew with --save-baseline.'],
  ['changed in where it was taken', (text) => text.replace('"2026.6.3"', '"2026.6.4"'), 'was changed by hand: it is not what gonogo wrote. Restore it, or take it anew with --save-baseline.'],
];
for (const [title, change, problem] of damaged) {
  test(`a file that is ${title} is refused`, async () => {
    const file = await kept(change);
    await assert.rejects(loadBaseline('--baseline', file), { name: 'UsageError', message: `--baseline ${file} ${problem}` });
  });
}

test('a file that is not there is refused', async () => {
  await assert.rejects(loadBaseline('--baseline', 'nowhere.json'), { name: 'UsageError', message: '--baseline nowhere.json cannot be read (ENOENT).' });
});

test('a baseline is not saved over another file, or to nowhere', async () => {
  const file = await kept();
  await requireBaselinePlace('--save-baseline', file);
  await requireBaselinePlace('--save-baseline', `${file}.new`);
  writeFileSync(file, 'export default {}');
  await assert.rejects(requireBaselinePlace('--save-baseline', file), { name: 'UsageError', message: `--save-baseline ${file} is a file of something else, and would be lost: name another one.` });
  await assert.rejects(requireBaselinePlace('--save-baseline', 'no/where.json'), { name: 'UsageError', message: '--save-baseline no/where.json cannot be written to (ENOENT): its folder must exist.' });
});

const url = 'https://shop.example/';
function planned(partner: string, known: Baseline) {
  const read = readGate({ partners: [{ name: partner, baseUrl: url, journeys: [{ name: 'orders', steps: [{ request: { path: '/' } }] }] }] });
  assert.ok('gate' in read);
  return planRun({ gate: read.gate, configFile: '/x/gonogo.config.ts', options: parseRunOptions([url]), env: {}, now: new Date(), runId: 'run-2', cwd: '/x', formats: { known: ['summary'], chosen: ['summary'], modules: new Map() }, baseline: { ...known, file: 'good.json' } });
}

test('a baseline of something else is refused', () => {
  assert.equal(planned('b', baseline).plan.baseline?.file, 'good.json');
  assert.throws(() => planned('c', baseline), { name: 'UsageError', message: '--baseline good.json knows nothing of what this run looks at: it was taken of shop.' });
});

test('only a GO is saved, unless there is a reason', async () => {
  const file = `${await kept()}.new`;
  const run = { ...planned('b', baseline), outputDir: await temporaryFolder() };
  const noGo = sampleVerdict({ verdict: 'NO_GO', go: false, release: { expected: null, observed: ['a', 'b'], match: 'unknown' } });
  assert.deepEqual(await keepBaseline(run, noGo, file, null), { unsaved: `${file} was not saved: the verdict is NO_GO, and only a GO is a good release. --force-baseline REASON saves it nevertheless.` });
  await assert.rejects(loadBaseline('', file), { name: 'UsageError' });
  assert.deepEqual(await keepBaseline(run, noGo, file, 'a known fault'), { saved: `Baseline of 0 journeys saved to ${file}` });
  const forced = await loadBaseline('', file);
  assert.deepEqual([forced.taken.forced, forced.taken.release], [{ verdict: 'NO_GO', reason: 'a known fault' }, null]);
  assert.equal(takenInWords(forced.taken), 'the release of 2026-03-07 of shop production, taken 2026-03-07 01:58 UTC from a NO_GO: a known fault');
  await keepBaseline(run, sampleVerdict(), file, 'not needed');
  assert.deepEqual((await loadBaseline('', file)).taken, { at: '2026-03-07T01:58:04.000Z', run: 'run-20260307-015804-4f1c', gonogo: '0.1.0', target: { name: 'shop', environment: 'production' }, release: '2026.3.1' });
});

test('a name like that of a prototype is a name', () => {
  const odd = learnBaseline([journey('api:b/x', step('__proto__', 200, { a: 1 }), step('constructor', 200, { a: 1 }))], taken);
  assert.deepEqual(Object.keys(odd.partners['api:b/x'] ?? {}), ['__proto__', 'constructor']);
  assert.match(encodeBaseline(odd), /"__proto__": \{/);
  assert.equal(({} as Record<string, unknown>)['200'], undefined);
});

test('the order of keys makes no other digest, a value does', () => {
  assert.equal(canonicalText({ a: 1, b: [{ c: 1, d: 2 }] }), canonicalText({ b: [{ d: 2, c: 1 }], a: 1 }));
  assert.notEqual(canonicalText({ a: [1, 2] }), canonicalText({ a: [2, 1] }));
});

test('texts that act on a terminal or a pipeline are written as what they are', () => {
  const hostile = learnBaseline([journey('api:b/x', step('a', 200, { '\u001b[2J::error::\u202e': 1 }))], taken);
  const text = encodeBaseline(hostile);
  assert.doesNotMatch(text, /[\u001b\u202e]|::error/);
  assert.deepEqual(JSON.parse(text), hostile);
});
