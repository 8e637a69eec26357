import assert from 'node:assert/strict';
import { test } from 'node:test';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { format, renderJunit } from '../reports/formats/junit.ts';
import { loadFormats } from '../reports/load-formats.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { sampleCheck, sampleHostile, sampleInconclusive, sampleNoGo, sampleVerdict } from './sample-verdict.ts';

type Attributed = Record<string, unknown>;
interface Case extends Attributed {
  name: string;
  classname: string;
  time: string;
  failure?: Attributed[];
  error?: Attributed[];
  skipped?: Attributed[];
  flakyFailure?: Attributed[];
  'system-out'?: unknown[];
}
interface Suite extends Attributed {
  name: string;
  testcase: Case[];
  properties?: { property: Attributed[] };
}

const lists = new Set(['testsuite', 'testcase', 'property', 'failure', 'error', 'skipped', 'flakyFailure', 'system-out']);
const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', parseAttributeValue: false, parseTagValue: false, htmlEntities: true, isArray: (name, _path, _leaf, isAttribute) => !isAttribute && lists.has(name) });

/** What a strict reader finds, its counts compared with its cases. */
function read(verdict: Verdict): { suites: Suite[]; cases: Case[] } {
  const xml = renderJunit(verdict);
  assert.equal(XMLValidator.validate(xml), true);
  const { testsuites } = parser.parse(xml) as { testsuites: { testsuite: Suite[] } };
  const suites = testsuites.testsuite;
  for (const suite of suites) {
    assert.equal(suite.tests, String(suite.testcase.length));
    assert.equal(suite.failures, String(suite.testcase.filter((entry) => entry.failure).length));
    assert.equal(suite.errors, String(suite.testcase.filter((entry) => entry.error).length));
    assert.equal(suite.skipped, String(suite.testcase.filter((entry) => entry.skipped).length));
  }
  const cases = suites.flatMap(({ testcase }) => testcase);
  assert.equal(new Set(cases.map(({ name }) => name)).size, cases.length, 'names are unique');
  return { suites, cases };
}

function verdictCase(verdict: Verdict): Case {
  const found = read(verdict).cases.find(({ name }) => name === 'gonogo.verdict');
  assert.ok(found);
  return found;
}

test('the verdict is a test case: passed, failed or in error', () => {
  assert.deepEqual(Object.keys(verdictCase(sampleVerdict())).sort(), ['classname', 'name', 'time']);
  assert.match(String(verdictCase(sampleNoGo()).failure?.[0]?.message), /^NO_GO: 3 of 120/);
  assert.match(String(verdictCase(sampleInconclusive()).error?.[0]?.message), /^INCONCLUSIVE: 10 of 12/);
  assert.equal(verdictCase(sampleVerdict({ verdict: 'NO_GO', go: true })).failure, undefined);
});

test('one suite for each kind of check, properties and time in seconds', () => {
  const { suites } = read(sampleNoGo());
  assert.deepEqual(suites.map(({ name }) => name), ['gonogo', 'gonogo.white-screen', 'gonogo.resources', 'gonogo.console', 'gonogo.api']);
  const properties = Object.fromEntries(suites[0]?.properties?.property.map(({ name, value }) => [name, value]) ?? []);
  assert.equal(properties['gonogo.verdict'], 'NO_GO');
  assert.equal(properties['gonogo.target'], 'shop');
  assert.equal(properties['gonogo.release.expected'], '2026.3.1');
  assert.equal(properties['gonogo.run'], 'run-20260307-015804-4f1c');
  assert.equal(suites[1]?.testcase[0]?.time, '9.200');
});

test('outcomes, with the finding, the advice and the picture', () => {
  const { cases } = read(sampleNoGo());
  const named = (name: string) => cases.find((entry) => entry.name === name);
  const checkout = named('Checkout shows content');
  assert.equal(checkout?.failure?.[0]?.type, 'WHITE_SCREEN');
  assert.match(String(checkout?.failure?.[0]?.['#text']), /What to do: Fix the named cause/);
  assert.deepEqual(checkout?.['system-out'], ['[[ATTACHMENT|evidence/checkout/look-2.png]]']);
  assert.equal(named('ACME Logistics: read stock')?.flakyFailure?.[0]?.type, 'API_RETRIED');
  const open = read(sampleInconclusive()).cases;
  assert.ok(open.find(({ name }) => name === 'Checkout shows content')?.error);
  assert.ok(open.find(({ name }) => name === 'Checkout keeps its console clean')?.skipped);
});

test('equal titles get names of their own', () => {
  const checks = ['a', 'b', 'b', 'b'].map((id) => sampleCheck({ id, title: 'Same' }));
  checks.push(sampleCheck({ id: 'x', title: 'gonogo.verdict' }));
  const names = read(sampleVerdict({ checks })).cases.map(({ name }) => name);
  assert.deepEqual(names, ['gonogo.verdict', 'Same', 'Same [b]', 'Same [b] (2)', 'Same [b] (3)', 'gonogo.verdict [x]']);
});

test('hostile text is well-formed, and neither a command nor an attachment', () => {
  const verdict = sampleHostile();
  const path = 'a]]\n[[ATTACHMENT|/etc/passwd]].png';
  verdict.evidence = [{ id: 'e', type: 'screenshot', path, contentType: 'image/png', sha256: '', bytes: 1 }];
  verdict.checks[0]?.evidence.push(path);
  const { cases } = read(verdict);
  assert.ok(cases.every((entry) => entry['system-out'] === undefined));
  assert.doesNotMatch(renderJunit(sampleNoGo(), 'x]]\n[[ATTACHMENT|/etc/'), /ATTACHMENT/);
  assert.doesNotMatch(renderJunit(verdict), /::|##|SPINNAKER_|[\0-\x09\x0b-\x1f\x7f-\x9f\uFFFE\uFFFF]/i);
});

test('no check at all is still a report', () => {
  assert.equal(read(sampleVerdict({ checks: [] })).cases.length, 1);
});

test('the folder is the registry', async () => {
  const formats = await loadFormats();
  assert.equal(formats.get('junit'), format);
  assert.deepEqual(formats.get('summary')?.files.map(({ name }) => name), ['summary.md']);
  await assert.rejects(loadFormats([], new URL('./no-such-folder/', import.meta.url)), { code: 'ENOENT' });
});
