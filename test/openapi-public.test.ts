import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { schemaProblem } from '../fixtures/json-schema.ts';
import { buildRequest } from '../openapi/build-request.ts';
import { type OpenApiDocument, readDocument } from '../openapi/document.ts';
import { responsesOf } from '../openapi/responses.ts';

/** Documents of public APIs as their owners publish them. */
function published(file: string): OpenApiDocument {
  return readDocument(readFileSync(join(import.meta.dirname, '../node_modules', file), 'utf8'));
}

/** What comes of every GET of a document: its name and what is missing, or how many schemas its good answers have. */
function outcomes(document: OpenApiDocument, parameters: string[]) {
  return document.operations.filter(({ method }) => method === 'GET').map((operation) => {
    const { missing } = buildRequest(document, operation, { parameters, query: [], headers: [], body: false });
    const schemas = responsesOf(document, operation, (status) => status >= 200 && status < 300).flatMap(({ contents }) => contents.flatMap(({ schema }) => (schema === undefined ? [] : [schema])));
    return { name: operation.name, missing, schemas };
  });
}

test('most calls of a public 3.0 document are built from its examples alone, and every schema can be used', () => {
  const all = outcomes(published('@blockfrost/openapi/openapi.yaml'), []);
  const built = all.filter(({ missing }) => missing.length === 0);
  assert.ok(all.length > 100 && built.length >= 20, `${built.length} of ${all.length} are built`);
  assert.deepEqual(all.flatMap(({ name, schemas }) => schemas.map((schema) => schemaProblem(schema)).filter((problem) => problem !== null).map((problem) => `${name}: ${problem}`)), []);
  assert.ok(built.every(({ schemas }) => schemas.length > 0), 'every good answer has a schema');
});

test('calls of a public 3.1 document are built when the names that it has no examples for are given', () => {
  const document = published('@figma/rest-api-spec/openapi/openapi.yaml');
  const all = outcomes(document, ['file_key', 'team_id', 'project_id', 'key', 'ids', 'group_by', 'library_file_key', 'webhook_id', 'url']);
  const built = all.filter(({ missing }) => missing.length === 0);
  assert.ok(built.length >= 20, `${built.length} of ${all.length} are built; ${all.filter(({ missing }) => missing.length > 0).map(({ name, missing }) => `${name} ${missing.map((one) => ('parameter' in one ? one.parameter.name : 'body')).join(',')}`).join('\n')}`);
  assert.deepEqual(all.flatMap(({ name, schemas }) => schemas.map((schema) => schemaProblem(schema)).filter((problem) => problem !== null).map((problem) => `${name}: ${problem}`)), []);
});
