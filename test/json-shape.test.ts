import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonValue } from '../verdict/plan.ts';
import { createRedactor } from '../verdict/redact.ts';
import { compareShapes } from '../verdict/shape/compare-shapes.ts';
import { depthOf, memberName, memberPath, parentPath } from '../verdict/shape/field-path.ts';
import { type JsonShape, learnShape } from '../verdict/shape/json-shape.ts';
import { mergeShapes } from '../verdict/shape/merge-shapes.ts';
import { formatOf } from '../verdict/shape/string-format.ts';

const plain = (text: string) => text;
const shape = (value: JsonValue) => learnShape(value, plain);
const shapes = (...values: JsonValue[]) => values.map(shape).reduce(mergeShapes);
const isSecret = createRedactor(['hunter22']);

const order = { id: 'ord_1044', status: 'paid', createdAt: '2026-03-01T10:00:00Z', customer: { name: 'Mina' }, total: { amount: 12.5 }, note: 'x' };
const list = (...changes: object[]): JsonValue => ({ orders: changes.map((change) => ({ ...order, ...change })), count: changes.length });

test('an answer of a list has one line for each place, and none of its data but words of small sets', () => {
  assert.deepEqual(shape(list({}, { status: 'packed' }, { status: 'packed', note: null })), {
    fields: {
      '$': { types: ['object'] },
      '$.orders': { types: ['array'], items: 1 },
      '$.count': { types: ['number'] },
      '$.orders[*]': { types: ['object'], seen: 3 },
      '$.orders[*].id': { types: ['string'], seen: 3 },
      '$.orders[*].status': { types: ['string'], seen: 3, values: ['packed', 'paid'], texts: 3 },
      '$.orders[*].createdAt': { types: ['string'], seen: 3, format: 'date-time' },
      '$.orders[*].customer': { types: ['object'], seen: 3 },
      '$.orders[*].total': { types: ['object'], seen: 3 },
      '$.orders[*].note': { types: ['null', 'string'], seen: 3 },
      '$.orders[*].customer.name': { types: ['string'], seen: 3 },
      '$.orders[*].total.amount': { types: ['number'], seen: 3 },
    },
  } satisfies JsonShape);
});

const learned: [title: string, value: JsonValue, place: string, field: JsonShape['fields'][string] | undefined][] = [
  ['a field of some items is optional', [{ a: 1 }, { a: 1, b: 1 }], '$[*].b', { types: ['number'], optional: true }],
  ['one of several types', [1, 'x', null], '$[*]', { types: ['null', 'number', 'string'], seen: 3 }],
  ['more than five of them count as five', Array.from({ length: 70 }, () => 1), '$[*]', { types: ['number'], seen: 5 }],
  ['lengths are rounded down to a power of ten', Array.from({ length: 70 }, () => 1), '$', { types: ['array'], items: 10 }],
  ['the shortest list counts', [[1], []], '$[*]', { types: ['array'], seen: 2, items: 0 }],
  ['names that are data are one place', { 17: { a: 1 }, 18: { a: 1 } }, '$.*', { types: ['object'], seen: 2 }],
  ['what they hold is known', { 'a@shop.example': { a: 1 } }, '$.*.a', { types: ['number'] }],
  ['odd names are quoted', { 'a"b.c': 1 }, '$["a\\"b.c"]', { types: ['number'] }],
  ['a large object is a table', Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`name${'x'.repeat(index % 40)}${index}`, 1])), '$.*', { types: ['number'], seen: 5 }],
  ['a secret is no word', { type: 'hunter22' }, '$.type', { types: ['string'] }],
  ['what a person is called is no word of a small set', { name: 'Mina' }, '$.name', { types: ['string'] }],
  ['texts with blanks are no words', { status: 'All good' }, '$.status', { types: ['string'] }],
  ['many words are no small set', Array.from({ length: 13 }, (_, index) => ({ kind: `k${index}` })), '$[*].kind', { types: ['string'], seen: 5 }],
  ['a name like that of a prototype is a name', JSON.parse('{"__proto__": {"constructor": 1}}') as JsonValue, '$.__proto__.constructor', { types: ['number'] }],
  ['a secret in a name is no name', { hunter22: 1 }, '$.*', { types: ['number'] }],
];
for (const [title, value, place, field] of learned) {
  test(title, () => assert.deepEqual(learnShape(value, isSecret).fields[place], field));
}

const formats: [text: string, format: string | null][] = [
  ['0191e1a2-0000-7000-8000-00000000ab12', 'uuid'],
  ['2026-03-01T10:00:00.123Z', 'date-time'],
  ['2026-03-01T10:00:00+01:00', 'date-time'],
  ['2026-03-01T10:00:00', 'local-time'],
  ['2026-03-01', 'date'],
  ['12.50', 'digits'],
  ['mina@shop.example', 'email'],
  ['https://shop.example/a?b', 'uri'],
  ['ord_1044', null],
  ['', null],
];
for (const [text, format] of formats) test(`"${text}" is ${format ?? 'just a text'}`, () => assert.equal(formatOf(text), format));

const places: [path: string, parent: string | null, name: string | null, depth: number][] = [
  ['$', null, null, 0],
  ['$.a', '$', 'a', 1],
  ['$.a[*]', '$.a', null, 2],
  ['$.*.b', '$.*', 'b', 2],
  ['$.*', '$', null, 1],
  [memberPath('$.a', 'x[*].y"z'), '$.a', 'x[*].y"z', 2],
  [memberPath('$.a', 'b\\'), '$.a', 'b\\', 2],
  [memberPath('$', 'shippingAddressLine1'), '$', 'shippingAddressLine1', 1],
];
for (const [path, parent, name, depth] of places) {
  test(`${path} stands in ${parent ?? 'nothing'}`, () => assert.deepEqual([parentPath(path), memberName(path), depthOf(path)], [parent, name, depth]));
}

const renamed = (value: JsonValue, find: RegExp, put: string) => JSON.parse(JSON.stringify(value).replace(find, put)) as JsonValue;
const without = (value: JsonValue) => JSON.parse(JSON.stringify(value)) as JsonValue;
const many = (change: object = {}) => list(change, change, change, change, change);
const differences: [title: string, before: JsonShape, now: JsonValue, changes: string[]][] = [
  ['the same answer', shape(list({})), list({}), []],
  ['other data', shape(list({})), list({ id: 'ord_9', status: 'packed', note: 'y', total: { amount: 3 } }, {}), []],
  ['a new field', shape(list({})), list({ more: 1 }), []],
  ['A6 a field is renamed', shape(list({})), renamed(list({}), /"total"/g, '"grandTotal"'), ['gone $.orders[*].total: object -> missing, sure']],
  ['A6b a field is gone', shape(many()), without(many({ customer: undefined })), ['gone $.orders[*].customer: object -> missing, sure']],
  ['a field is gone from one item, where five had it', shape(many()), without(list({}, { customer: undefined })), ['gone $.orders[*].customer: object -> missing in places, sure']],
  ['a field is gone from one item, where two had it', shape(list({}, {})), without(list({}, { customer: undefined })), ['gone $.orders[*].customer: object -> missing in places']],
  ['a field that was optional is gone', shapes({ a: 1, b: 1 }, { a: 1 }), { a: 1 }, []],
  ['A7 one envelope more', shape(many()), { data: many() }, ['envelope $: at $ -> at $.data, sure']],
  ['data in data', shape({ data: { orders: [], next: null }, ok: true }), { data: { data: { orders: [], next: null } }, ok: true }, ['envelope $.data: at $.data -> at $.data.data, sure']],
  ['one envelope less', shape({ data: { orders: [], next: null } }), { orders: [], next: null }, ['envelope $.data: at $.data -> at $, sure']],
  ['a list gets an envelope', shape([{ a: 1 }]), { items: [{ a: 1 }] }, ['envelope $: at $ -> at $.items, sure']],
  ['a list loses its envelope', shape({ items: [{ a: 1 }] }), [{ a: 1 }], ['envelope $.items: at $.items -> at $, sure']],
  ['A8 null where an object was', shape(many()), many({ customer: null }), ['null $.orders[*].customer: object -> null, sure']],
  ['null where an object was, in one place of few', shape(list({}, {})), list({}, { customer: null }), ['null $.orders[*].customer: object -> null in places']],
  ['A8b null where a list was', shape(many()), { orders: null, count: 0 }, ['null $.orders: array -> null, sure']],
  ['null where a text was, once', shape(list({})), list({ note: null }), ['null $.orders[*].note: string -> null']],
  ['null where five texts were', shape(many()), many({ note: null }), ['null $.orders[*].note: string -> null, sure']],
  ['a value where null was', shape(list({ note: null })), list({ note: 'x' }), []],
  ['A10 a number in quotation marks', shape(many()), many({ total: { amount: '12.5' } }), ['type $.orders[*].total.amount: number -> string, sure']],
  ['A10b a time in seconds', shape(many()), many({ createdAt: 1783070000 }), ['type $.orders[*].createdAt: string -> number, sure']],
  ['another type in one place of few', shape(list({}, {})), list({ note: 3 }, {}), ['type $.orders[*].note: string -> number']],
  ['A25 times without their offset', shape(many()), many({ createdAt: '2026-03-01T10:00:00' }), ['format $.orders[*].createdAt: date-time -> local-time, sure']],
  ['an address that is none', shape({ email: 'a@shop.example' }), { email: 'a' }, ['format $.email: email -> another text']],
  ['A9 a state that nobody knows', shape(many()), many({ status: 'on_hold' }), ['value $.orders[*].status: paid -> on_hold']],
  ['a state that is no word', shape(many()), many({ status: 'On hold!' }), ['value $.orders[*].status: paid -> other texts']],
  ['another state where hardly one was seen', shape(list({})), list({ status: 'packed' }), []],
  ['A11b the list is empty', shape(many()), list(), ['empty $.orders: not empty -> an empty list']],
  ['a list that was empty before', shapes(many(), list()), list(), []],
  ['a table that is empty', shape({ 17: { a: 1 } }), {}, []],
  ['another root', shape({ a: 1 }), 'oops', ['type $: object -> string, sure']],
];
for (const [title, before, now, expected] of differences) {
  test(`${title}: ${expected.length === 0 ? 'nothing' : expected.join('; ')}`, () => {
    const changes = compareShapes(before, shape(now)).map(({ kind, path, was, is, sure }) => `${kind} ${path}: ${was} -> ${is}${sure ? ', sure' : ''}`);
    assert.deepEqual(changes, expected);
  });
}

test('merged shapes say what holds for all, in whatever order', () => {
  const answers = [list({}, { status: 'packed' }), list({ note: null, status: 'packed' }), list(), list({ createdAt: 'today' })].map(shape);
  const merged = answers.reduce(mergeShapes);
  assert.deepEqual(answers.toReversed().reduce(mergeShapes), merged);
  assert.deepEqual(merged.fields['$.orders'], { types: ['array'], seen: 4, items: 0 });
  assert.deepEqual(merged.fields['$.orders[*].status'], { types: ['string'], seen: 4, values: ['packed', 'paid'], texts: 4 });
  assert.deepEqual(merged.fields['$.orders[*].createdAt'], { types: ['string'], seen: 4 });
  assert.deepEqual(merged.fields['$.orders[*].note'], { types: ['null', 'string'], seen: 4 });
  for (const answer of answers) assert.deepEqual(compareShapes(merged, answer), []);
});

test('a huge answer has a bounded shape, and what was cut off is not called gone', () => {
  const wide = Object.fromEntries(Array.from({ length: 90 }, (_, index) => [`part${'abcdefghij'[index % 10] ?? ''}${Math.floor(index / 10)}`, Object.fromEntries('abcdefghij'.split('').map((name) => [name, { text: 'x'.repeat(10_000) }]))]));
  const cut = shape(wide);
  assert.equal(cut.cut, 2);
  assert.ok(Object.keys(cut.fields).length <= 400);
  assert.ok(JSON.stringify(cut).length < 60_000);
  assert.deepEqual(compareShapes(shape({ parta0: { a: { text: 'x' } } }), cut), []);
  const deep = JSON.parse(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`) as JsonValue;
  assert.equal(shape(deep).cut, 13);
  const long = Array.from({ length: 200_000 }, (_, index) => ({ id: index, tags: ['a', 'b'] }));
  const started = performance.now();
  assert.equal(shape(long).fields['$[*].tags[*]']?.seen, 5);
  assert.ok(performance.now() - started < 1000);
});
