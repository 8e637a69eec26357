import assert from 'node:assert/strict';
import { test } from 'node:test';
import { XMLParser } from 'fast-xml-parser';
import { renderJunit } from '../reports/formats/junit.ts';
import { samples, sampleVerdict } from './sample-verdict.ts';

interface Shape {
  required?: string[];
  optional?: string[];
  /** Elements that may stand in it, in any order and number. */
  children?: string[];
  /** Whether text may stand in it. */
  text?: boolean;
}

const words: Shape = { text: true };
const message: Shape = { text: true, optional: ['type', 'message'] };
const rerun: Shape = { text: true, required: ['type'], optional: ['message'], children: ['stackTrace', 'system-out', 'system-err'] };

/** The elements of `junit-10.xsd`, by which Jenkins' xUnit plugin refuses a file; its JUnit plugin asks for less. */
const shapes: Record<string, Shape> = {
  testsuites: { optional: ['name', 'time', 'tests', 'failures', 'errors'], children: ['testsuite'] },
  testsuite: { required: ['name', 'tests', 'failures', 'errors'], optional: ['group', 'time', 'skipped', 'timestamp', 'hostname', 'id', 'package', 'file', 'log', 'url'], children: ['testsuite', 'properties', 'testcase', 'system-out', 'system-err'] },
  testcase: { required: ['name'], optional: ['time', 'classname', 'group'], children: ['skipped', 'error', 'failure', 'rerunFailure', 'rerunError', 'flakyFailure', 'flakyError', 'system-out', 'system-err'] },
  properties: { children: ['property'] },
  property: { required: ['name', 'value'] },
  failure: message, error: message, skipped: message, rerunFailure: rerun, rerunError: rerun, flakyFailure: rerun, flakyError: rerun,
  'system-out': words, 'system-err': words, stackTrace: words,
};

const time = /^(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]*)?$/;
const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '', parseAttributeValue: false, parseTagValue: false, htmlEntities: true, ignoreDeclaration: true });

type Node = { ':@'?: Record<string, string> } & Record<string, unknown>;

/** What the schema has against the elements of a list, and all that is in them. */
function problems(nodes: Node[], parent: string, { children = [], text = false }: Shape): string[] {
  return nodes.flatMap((node) => {
    const { ':@': attributes = {}, ...rest } = node;
    const [name = ''] = Object.keys(rest);
    if (name === '#text') return text || String(rest[name]).trim() === '' ? [] : [`${parent} holds text`];
    const shape = shapes[name];
    if (shape === undefined || !children.includes(name)) return [`${parent} holds ${name}`];
    const { required = [], optional = [] } = shape;
    const given = Object.keys(attributes);
    return [
      ...required.filter((one) => !given.includes(one)).map((one) => `${name} has no ${one}`),
      ...given.filter((one) => ![...required, ...optional].includes(one)).map((one) => `${name} has ${one}`),
      ...(attributes.time === undefined || time.test(attributes.time) ? [] : [`${name} has the time ${attributes.time}`]),
      ...problems(rest[name] as Node[], name, shape),
    ];
  });
}

function problemsOf(xml: string): string[] {
  return problems(parser.parse(xml) as Node[], 'the document', { children: ['testsuites'] });
}

for (const [name, sample] of Object.entries(samples)) {
  test(`${name}: elements and attributes are those of the schema`, () => assert.deepEqual(problemsOf(renderJunit(sample())), []));
}

const good = renderJunit(sampleVerdict());
const wrong: [sentence: string, xml: string, problem: string][] = [
  ['an attribute that nobody knows', good.replace('<testsuites ', '<testsuites skipped="0" '), 'testsuites has skipped'],
  ['a missing attribute', good.replace(/<testsuite name="[^"]*"/, '<testsuite'), 'testsuite has no name'],
  ['an element in the wrong place', good.replace('</testsuites>', '<testcase name="x"/></testsuites>'), 'testsuites holds testcase'],
  ['text between cases', good.replace('  </testsuite>', 'words</testsuite>'), 'testsuite holds text'],
  ['a time with a unit', good.replace(/time="[\d.]+"/, 'time="41 s"'), 'testsuites has the time 41 s'],
];
for (const [sentence, xml, problem] of wrong) {
  test(`${sentence} would be found`, () => assert.deepEqual(problemsOf(xml), [problem]));
}
