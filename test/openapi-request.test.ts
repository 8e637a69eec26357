import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Given, buildRequest } from '../openapi/build-request.ts';
import { readDocument } from '../openapi/document.ts';
import { exampleOf } from '../openapi/example.ts';
import { cookieText, headerText, pathText, queryParts, readParameter } from '../openapi/parameters.ts';
import { type JsonObject, isObject, resolved } from '../openapi/references.ts';
import type { JsonValue } from '../verdict/plan.ts';

const colour = { R: 100, G: 200 };
const list = ['blue', 'black'];

/** The table of styles in the OpenAPI specification. */
const written: [given: object, value: JsonValue, text: string][] = [
  [{ in: 'path' }, 'a/b c', 'a%2Fb%20c'],
  [{ in: 'path' }, list, 'blue,black'],
  [{ in: 'path' }, colour, 'R,100,G,200'],
  [{ in: 'path', explode: true }, colour, 'R=100,G=200'],
  [{ in: 'path', style: 'label' }, 'blue', '.blue'],
  [{ in: 'path', style: 'label', explode: true }, list, '.blue.black'],
  [{ in: 'path', style: 'label', explode: true }, colour, '.R=100.G=200'],
  [{ in: 'path', style: 'matrix' }, 5, ';c=5'],
  [{ in: 'path', style: 'matrix' }, list, ';c=blue,black'],
  [{ in: 'path', style: 'matrix', explode: true }, list, ';c=blue;c=black'],
  [{ in: 'path', style: 'matrix', explode: true }, colour, ';R=100;G=200'],
  [{ in: 'query' }, 'a&b=c', 'c=a%26b%3Dc'],
  [{ in: 'query', allowReserved: true }, 'a/b?c&d', 'c=a/b?c%26d'],
  [{ in: 'query' }, list, 'c=blue&c=black'],
  [{ in: 'query', explode: false }, list, 'c=blue,black'],
  [{ in: 'query' }, colour, 'R=100&G=200'],
  [{ in: 'query', explode: false }, colour, 'c=R,100,G,200'],
  [{ in: 'query', style: 'spaceDelimited', explode: false }, list, 'c=blue%20black'],
  [{ in: 'query', style: 'pipeDelimited', explode: false }, list, 'c=blue%7Cblack'],
  [{ in: 'query', style: 'deepObject', explode: true }, colour, 'c%5BR%5D=100&c%5BG%5D=200'],
  [{ in: 'query', content: { 'application/json': {} } }, colour, 'c=%7B%22R%22%3A100%2C%22G%22%3A200%7D'],
  [{ in: 'header' }, list, 'blue,black'],
  [{ in: 'header', explode: true }, colour, 'R=100,G=200'],
  [{ in: 'cookie' }, 'a;b', 'c=a%3Bb'],
];
for (const [given, value, text] of written) {
  test(`${JSON.stringify(given)} writes ${JSON.stringify(value)} as ${text}`, () => {
    const parameter = readParameter({ name: 'c', ...given } as JsonObject);
    assert.ok(parameter);
    const write = { path: pathText, header: headerText, cookie: cookieText, query: (...of: Parameters<typeof queryParts>) => queryParts(...of).join('&') }[parameter.place];
    assert.equal(write(parameter, value), text);
  });
}

for (const value of ['', '.', '..']) {
  test(`a path is not left by a parameter that is ${JSON.stringify(value)}`, () => {
    const parameter = readParameter({ name: 'id', in: 'path' });
    assert.ok(parameter);
    assert.throws(() => pathText(parameter, value), /the parameter id of the path/);
  });
}

const root: JsonObject = {
  components: {
    schemas: {
      Node: { type: 'object', properties: { name: { type: 'string', example: 'n' }, next: { $ref: '#/components/schemas/Node' } } },
      Base: { type: 'object', required: ['id'], properties: { id: { type: 'string', example: 'b-1' } } },
      Loop: { $ref: '#/components/schemas/Loop' },
      Wide: { type: 'object', properties: Object.fromEntries(Array.from({ length: 80 }, (_, index) => [`p${index}`, { $ref: '#/components/schemas/Wider' }])) },
      Wider: { type: 'object', properties: Object.fromEntries(Array.from({ length: 80 }, (_, index) => [`p${index}`, { type: 'object', properties: { a: { example: 1 } } }])) },
    },
    examples: { Order: { value: { sku: 'from-components' } } },
  },
};

const examples: [title: string, given: object, example: object][] = [
  ['an example beside the schema wins', { example: 1, schema: { example: 2 } }, { value: 1 }],
  ['of named examples the first counts that holds a value', { examples: { far: { externalValue: 'https://x.example' }, near: { value: 'n' } } }, { value: 'n' }],
  ['a named example may be referred to', { examples: { order: { $ref: '#/components/examples/Order' } } }, { value: { sku: 'from-components' } }],
  ['a list of examples, as in 3.1', { schema: { type: 'string', examples: ['x', 'y'] } }, { value: 'x' }],
  ['an example before a default', { schema: { default: 1, example: 2 } }, { value: 2 }],
  ['a default that is false', { schema: { default: false } }, { value: false }],
  ['a constant', { schema: { const: 'only' } }, { value: 'only' }],
  ['the first of listed values', { schema: { enum: ['a', 'b'] } }, { value: 'a' }],
  ['nothing is made up', { schema: { type: 'integer', minimum: 3 } }, { missing: '' }],
  ['an object is put together, without what is only read', { schema: { type: 'object', required: ['sku'], properties: { sku: { example: 'S' }, note: { type: 'string' }, id: { readOnly: true, example: 'i' } } } }, { value: { sku: 'S' } }],
  ['what is required and missing is named', { schema: { type: 'object', properties: { lines: { type: 'array', minItems: 1, items: { required: ['sku'], properties: { sku: { type: 'string' } } } } }, required: ['lines'] } }, { missing: 'lines[0].sku' }],
  ['a list of what has an example', { schema: { type: 'array', items: { example: 4 } } }, { value: [4] }],
  ['an empty list where it may be', { schema: { type: 'array', items: { type: 'integer' } } }, { value: [] }],
  ['parts of allOf are laid together', { schema: { allOf: [{ $ref: '#/components/schemas/Base' }, { required: ['n'], properties: { n: { default: 7 } } }] } }, { value: { id: 'b-1', n: 7 } }],
  ['the first choice with a value', { schema: { oneOf: [{ type: 'integer' }, { enum: ['x'] }] } }, { value: 'x' }],
  ['a schema within itself ends', { schema: { $ref: '#/components/schemas/Node' } }, { value: { name: 'n' } }],
];
for (const [title, given, example] of examples) {
  test(`example: ${title}`, () => assert.deepEqual(exampleOf(root, given as JsonObject), example));
}

test('references in a circle, to nowhere and outside end in an error', () => {
  const at = (reference: string) => () => exampleOf(root, { schema: { $ref: reference } });
  assert.throws(at('#/components/schemas/Loop'), /round in a circle/);
  assert.throws(at('#/components/schemas/Gone'), /"#\/components\/schemas\/Gone", where nothing is/);
  assert.throws(at('#/components/schemas/__proto__/x'), /where nothing is/);
  assert.throws(at('https://evil.example/a.json#/A'), /outside the document/);
  assert.throws(at('other.yaml#/A'), /outside the document/);
  assert.throws(at('#/components/schemas/Wide'), /more than 5000 parts/);
});

test('a reference may name a place with slashes and tildes', () => {
  assert.deepEqual(resolved({ paths: { '/a~b': { x: [1, { y: 2 }] } } }, { $ref: '#/paths/~1a~0b/x/1' }), { y: 2 });
});

function documentOf(operation: object, more: object = {}) {
  return readDocument(JSON.stringify({ openapi: '3.0.3', paths: { '/orders/{id}': { parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' }, example: 'of-the-path' }], post: { operationId: 'change', ...operation }, ...more } } }));
}

const nothing: Given = { parameters: [], query: [], headers: [], body: false };

const built: [title: string, operation: object, given: Partial<Given>, expected: { filled?: object; body?: string; missing?: string[] }][] = [
  ['a parameter of the path item', {}, {}, { filled: { id: 'of-the-path' } }],
  ['the operation wins over the path item', { parameters: [{ name: 'id', in: 'path', example: 'own' }] }, {}, { filled: { id: 'own' } }],
  ['a parameter that is given is not filled', {}, { parameters: ['id'] }, { filled: {} }],
  ['optional ones only in the query, by example or default', { parameters: [{ name: 'q', in: 'query', example: 'x' }, { name: 'limit', in: 'query', schema: { default: 20 } }, { name: 'sort', in: 'query', schema: { enum: ['asc'] } }, { name: 'old', in: 'query', deprecated: true, example: 1 }, { name: 'if-match', in: 'header', example: 'e' }] }, {}, { filled: { id: 'of-the-path', q: 'x', limit: 20 } }],
  ['required ones wherever they stand', { parameters: [{ name: 'x-tenant', in: 'header', required: true, example: 't' }, { name: 'sid', in: 'cookie', required: true, schema: { default: 's' } }, { name: 'Authorization', in: 'header', required: true }] }, {}, { filled: { id: 'of-the-path', 'x-tenant': 't', sid: 's' } }],
  ['what the query and the headers of the configuration give is not missing', { parameters: [{ name: 'X-Tenant', in: 'header', required: true }, { name: 'q', in: 'query', required: true }] }, { headers: ['x-tenant'], query: ['q'] }, { filled: { id: 'of-the-path' } }],
  ['what is missing is told', { parameters: [{ name: 'q', in: 'query', required: true, schema: { type: 'string' } }] }, {}, { filled: { id: 'of-the-path' }, missing: ['q'] }],
  ['a JSON body before others', { requestBody: { content: { 'text/plain': { example: 'a' }, 'application/vnd.acme+json': { example: { a: 1 } } } } }, {}, { filled: { id: 'of-the-path' }, body: 'application/vnd.acme+json {"a":1}' }],
  ['a form', { requestBody: { content: { 'application/x-www-form-urlencoded': { schema: { type: 'object', properties: { a: { example: 'x y' }, b: { default: 2 } } } } } } }, {}, { filled: { id: 'of-the-path' }, body: 'application/x-www-form-urlencoded a=x+y&b=2' }],
  ['XML as its example stands', { requestBody: { content: { 'application/xml': { example: '<a/>' } } } }, {}, { filled: { id: 'of-the-path' }, body: 'application/xml <a/>' }],
  ['a body that is not required and has no example', { requestBody: { content: { 'application/json': { schema: { type: 'string' } } } } }, {}, { filled: { id: 'of-the-path' } }],
  ['a body that is required and has none', { requestBody: { required: true, content: { 'application/json': { schema: { type: 'object', required: ['sku'], properties: { sku: { type: 'string' } } } } } } }, {}, { filled: { id: 'of-the-path' }, missing: ['body sku'] }],
  ['a file cannot be built', { requestBody: { required: true, content: { 'multipart/form-data': { schema: { type: 'object' } } } } }, {}, { filled: { id: 'of-the-path' }, missing: ['body '] }],
  ['a body that is given', { requestBody: { required: true, content: { 'application/json': { example: 1 } } } }, { body: true }, { filled: { id: 'of-the-path' } }],
];
for (const [title, operation, given, expected] of built) {
  test(`request: ${title}`, () => {
    const document = documentOf(operation);
    const [found] = document.operations;
    assert.ok(found);
    const { filled, body, missing } = buildRequest(document, found, { ...nothing, ...given });
    assert.deepEqual(
      { filled: Object.fromEntries(filled.map(({ parameter, value }) => [parameter.name, value])), body: body === undefined ? undefined : `${body.contentType} ${body.text}`, missing: missing.map((one) => ('parameter' in one ? one.parameter.name : `body ${one.body}`)) },
      { body: undefined, missing: [], ...expected },
    );
  });
}

test('a name of the path that nothing describes is missing', () => {
  const document = readDocument(JSON.stringify({ openapi: '3.1.0', paths: { '/a/{x}': { get: {} } } }));
  const [operation] = document.operations;
  assert.equal(operation?.name, 'GET /a/{x}');
  assert.deepEqual(buildRequest(document, operation, nothing).missing.map((one) => 'parameter' in one && one.parameter.name), ['x']);
});

const unreadable: [title: string, text: string, reason: RegExp][] = [
  ['no document', '', /holds no object/],
  ['a list', '[]', /holds no object/],
  ['broken JSON', '{"openapi": ', /neither JSON nor YAML that can be read: Unexpected end/],
  ['broken YAML', 'openapi: "3.0.0\npaths', /neither JSON nor YAML/],
  ['no version', '{"paths":{}}', /does not say which version/],
  ['Swagger 2.0', 'swagger: "2.0"', /is in version "2.0" of OpenAPI; 3.0 and 3.1 can be used/],
  ['a version to come', '{"openapi":"3.2.0"}', /is in version "3.2.0"/],
  ['YAML that grows by its anchors', `a: &a [${'x,'.repeat(100)}]\n${['b', 'c', 'd', 'e'].map((name, index) => `${name}: &${name} [${`*${'abcd'[index]},`.repeat(100)}]`).join('\n')}`, /Excessive alias count/],
  ['YAML that is too long', `#${'x'.repeat(5 * 1024 * 1024)}`, /YAML of more than 5 MB/],
];
for (const [title, text, reason] of unreadable) {
  test(`not a document: ${title}`, () => assert.throws(() => readDocument(text), reason));
}

test('a document in YAML is read, with a byte order mark too, and members that are not what they should be are passed over', () => {
  const { version, operations } = readDocument('\uFEFFopenapi: 3.1.0\npaths:\n  /a:\n    get: {operationId: getA}\n    post: 7\n    trace: {}\n  /b: {$ref: "other.yaml"}\n  /c: null\n  x-d: {get: {}}\n  /e: {put: {operationId: ""}}\n');
  assert.deepEqual([version, operations.map(({ name }) => name)], ['3.1', ['getA', 'PUT /e']]);
  assert.ok(operations.every(({ body }) => isObject(body)));
});
