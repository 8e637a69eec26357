import assert from 'node:assert/strict';
import { test } from 'node:test';
import { schemaErrors, schemaProblem } from '../fixtures/json-schema.ts';
import { readDocument } from '../openapi/document.ts';
import type { JsonObject } from '../openapi/references.ts';
import { responsesOf } from '../openapi/responses.ts';
import { answerSchema } from '../openapi/schema.ts';
import { contentFor, declaredBy } from '../verdict/contract-answer.ts';
import type { JsonValue } from '../verdict/plan.ts';
import { acceptsStatus } from '../verdict/rules/api.ts';

const declared: [statuses: string[], status: number, chosen: string | null][] = [
  [['200', '2XX', 'default'], 200, '200'],
  [['200', '2XX', 'default'], 201, '2XX'],
  [['2xx', 'default'], 204, '2xx'],
  [['200', 'default'], 404, 'default'],
  [['200', '4XX'], 404, '4XX'],
  [['200', '404'], 201, null],
  [[], 200, null],
];
for (const [statuses, status, chosen] of declared) {
  test(`of ${statuses.join(', ') || 'nothing'} a ${status} is ${chosen ?? 'undeclared'}`, () => {
    assert.equal(declaredBy(statuses.map((one) => ({ status: one, contents: [] })), status)?.status ?? null, chosen);
  });
}

const contents: [types: string[], contentType: string | null, chosen: string | null][] = [
  [['application/json'], 'application/json; charset=utf-8', 'application/json'],
  [['Application/JSON'], 'application/json', 'Application/JSON'],
  [['application/json', 'application/json; v=2'], 'application/json;v=2', 'application/json; v=2'],
  [['application/json; v=2'], 'application/json; v=1', null],
  [['*/*', 'text/*', 'text/csv'], 'text/csv', 'text/csv'],
  [['*/*', 'text/*'], 'text/plain', 'text/*'],
  [['*/*'], 'image/png', '*/*'],
  [['application/json'], 'text/html', null],
  [['application/json'], 'application/problem+json', null],
  [['*/*'], null, null],
];
for (const [types, contentType, chosen] of contents) {
  test(`of ${types.join(', ')} ${contentType ?? 'no type'} is ${chosen ?? 'undeclared'}`, () => {
    assert.equal(contentFor(types.map((type) => ({ type })), contentType)?.type ?? null, chosen);
  });
}

const shared = {
  Order: { type: 'object', required: ['id', 'secret'], properties: { id: { type: 'string' }, secret: { type: 'string', writeOnly: true }, parent: { $ref: '#/components/schemas/Order' } } },
  Maybe: { type: 'string', nullable: true },
  'a/b': { type: 'integer' },
};

/** Schema, a value that holds and one that does not (undefined: none). */
const converted: [title: string, version: '3.0' | '3.1', schema: object, good: JsonValue | undefined, bad: JsonValue | undefined][] = [
  ['nullable', '3.0', { type: 'string', nullable: true }, null, 5],
  ['without nullable', '3.0', { type: 'string' }, 'a', null],
  ['nullable with listed values', '3.0', { type: 'string', nullable: true, enum: ['a'] }, null, 'b'],
  ['nullable beside a reference', '3.0', { nullable: true, $ref: '#/components/schemas/Order' }, null, {}],
  ['nullable around allOf', '3.0', { nullable: true, allOf: [{ $ref: '#/components/schemas/Order' }] }, null, {}],
  ['nullable at the end of a reference', '3.0', { $ref: '#/components/schemas/Maybe' }, null, 5],
  ['nullable around anyOf, without a type', '3.0', { nullable: true, anyOf: [{ type: 'integer' }, { type: 'boolean' }] }, null, 'a'],
  ['nullable around properties, without a type', '3.0', { nullable: true, properties: { a: { type: 'integer' } } }, null, { a: 'x' }],
  ['an arm that is nullable and nothing else', '3.0', { oneOf: [{ nullable: true, description: 'none' }, { type: 'integer' }] }, null, 'a'],
  ['not nullable, without a type', '3.0', { nullable: false, enum: ['a'] }, 'a', null],
  ['anything, and nullable', '3.0', { nullable: true }, { a: 1 }, undefined],
  ['nullable in 3.1, where it is a mistake', '3.1', { nullable: true, allOf: [{ type: 'integer' }] }, null, 'a'],
  ['an exclusive minimum of 3.0', '3.0', { type: 'number', minimum: 3, exclusiveMinimum: true }, 4, 3],
  ['an exclusive maximum that is none', '3.0', { type: 'number', maximum: 3, exclusiveMaximum: false }, 3, 4],
  ['an exclusive minimum of 3.1', '3.1', { type: 'number', exclusiveMinimum: 3 }, 4, 3],
  ['types as a list', '3.1', { type: ['string', 'null'] }, null, 5],
  ['a property that is only written is not required', '3.0', { $ref: '#/components/schemas/Order' }, { id: 'a' }, { secret: 'a' }],
  ['a schema within itself', '3.1', { $ref: '#/components/schemas/Order' }, { id: 'a', parent: { id: 'b' } }, { id: 'a', parent: { id: 1 } }],
  ['what stands beside a reference counts in 3.1', '3.1', { $ref: '#/components/schemas/Order', required: ['parent'] }, { id: 'a', parent: { id: 'b' } }, { id: 'a' }],
  ['and does not in 3.0', '3.0', { $ref: '#/components/schemas/Order', required: ['parent'] }, { id: 'a' }, {}],
  ['a reference with a slash in it', '3.1', { type: 'array', items: { $ref: '#/components/schemas/a~1b' } }, [1], ['a']],
  ['properties that are called as keywords are', '3.0', { type: 'object', required: ['example'], properties: { nullable: { type: 'boolean' }, example: { type: 'string' }, $ref: { type: 'string' }, type: { type: 'string' } } }, { example: 'a', nullable: true, $ref: 'x', type: 'y' }, { example: 5 }],
  ['data that looks like a schema', '3.0', { enum: [{ $ref: '#/gone', nullable: true }] }, { $ref: '#/gone', nullable: true }, {}],
  ['a discriminator', '3.0', { oneOf: [{ type: 'object', required: ['a'] }, { type: 'object', required: ['b'] }], discriminator: { propertyName: 'kind', mapping: { a: 'other.yaml#/A' } } }, { a: 1 }, {}],
  ['formats', '3.0', { type: 'string', format: 'date-time' }, '2026-01-01T00:00:00Z', 'today'],
  ['formats that nobody knows', '3.1', { type: 'string', format: 'order-number' }, 'x', 5],
  ['an example that is no schema', '3.0', { type: 'object', example: { nullable: true, type: 'x' }, properties: { a: { type: 'integer' } } }, { a: 1 }, { a: 'x' }],
  ['a pattern that is written without the flag u in mind', '3.0', { type: 'string', pattern: '^a\\_\\:b$' }, 'a_:b', 'a_b'],
  ['no schema at all', '3.1', {}, 'anything', undefined],
];
for (const [title, version, schema, good, bad] of converted) {
  test(`schema of ${version}: ${title}`, () => {
    const made = answerSchema({ root: { components: { schemas: shared } }, version }, schema as JsonObject);
    assert.equal(schemaProblem(made), null);
    const errors = (value: JsonValue | undefined) => (value === undefined ? null : schemaErrors(made, value, 10, (text) => text));
    assert.equal(errors(good)?.total, 0, JSON.stringify(errors(good)));
    assert.ok(bad === undefined || (errors(bad)?.total ?? 0) > 0, 'the bad value holds');
  });
}

test('a schema that refers outside is refused, and nothing is fetched', () => {
  for (const reference of ['https://schemas.example/o.json', 'order.json', '//host/o.json']) {
    assert.throws(() => answerSchema({ root: {}, version: '3.1' }, { items: { $ref: reference } }), /outside the document/);
  }
});

test('a pattern that takes for ever with a value ends in an error', () => {
  const schema = answerSchema({ root: {}, version: '3.1' }, { type: 'string', pattern: '^(a+)+$' });
  assert.equal(schemaErrors(schema, 'aaaa', 10, (text) => text).total, 0);
  const before = performance.now();
  const { errors } = schemaErrors(schema, `${'a'.repeat(50)}b`, 10, (text) => text);
  assert.deepEqual(errors, [{ path: '', message: 'cannot be checked: it takes longer than 2.0 s' }]);
  assert.ok(performance.now() - before < 10_000);
});

test('a document says which dialect its schemas are in', () => {
  const root = { jsonSchemaDialect: 'http://json-schema.org/draft-07/schema#' };
  const schema = answerSchema({ root, version: '3.1' }, { items: [{ type: 'number' }], additionalItems: false });
  assert.equal(schemaErrors(schema, [1, 2], 10, (text) => text).total, 1);
});

test('schemas come along for accepted statuses only, and for JSON', () => {
  const schema = { type: 'string' };
  const content = { 'application/json': { schema }, 'text/csv': { schema }, '*/*': { schema } };
  const document = readDocument(JSON.stringify({ openapi: '3.0.0', paths: { '/a': { get: { responses: { 200: { $ref: '#/components/responses/Good' }, '4XX': { content }, default: { content }, 204: { description: 'nothing' }, odd: {} } } } }, components: { responses: { Good: { content } } } }));
  const [operation] = document.operations;
  assert.ok(operation);
  const shapes = (accepted: number[]) => responsesOf(document, operation, (status) => acceptsStatus(accepted, status)).map((response) => [response.status, ...response.contents.map(({ type, schema: one }) => `${type}${one === undefined ? '' : ' with schema'}`)]);
  const bare = ['application/json', 'text/csv', '*/*'];
  const full = ['application/json with schema', 'text/csv', '*/* with schema'];
  assert.deepEqual(shapes([]), [['200', ...full], ['204'], ['4XX', ...bare], ['default', ...full]]);
  assert.deepEqual(shapes([404]), [['200', ...bare], ['204'], ['4XX', ...full], ['default', ...bare]]);
});
