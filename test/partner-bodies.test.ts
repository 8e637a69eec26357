import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { PathRequest, StepConfig } from '../config.ts';
import { env } from '../config.ts';
import { readGate } from '../config/schema.ts';
import { temporaryFolder } from './cli-run.ts';
import { type Received, partnerOf, runPartner, serveCollecting } from './partner-run.ts';

const root = '<order xmlns="urn:o"/>';

async function sent(t: TestContext, request: StepConfig['request'], options: Parameters<typeof runPartner>[2] = {}): Promise<{ received: Received; codes: string[] }> {
  const server = await serveCollecting(t, (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{}}'));
  const { codes } = await runPartner(t, partnerOf(server.url, [{ request, mutates: true }]), options);
  assert.ok(server.received[0]);
  return { received: server.received[0], codes };
}

const texts: [title: string, request: Omit<PathRequest, 'path'>, contentType: string, body: string][] = [
  ['XML has its type', { xml: root }, 'application/xml; charset=utf-8', root],
  ['XML takes the type of the configuration', { xml: root, headers: { 'Content-Type': 'text/xml' } }, 'text/xml', root],
  ['a SOAP 1.1 envelope is text/xml', { soap: { action: 'urn:o#Create', envelope: root } }, 'text/xml; charset=utf-8', root],
  ['a SOAP 1.2 envelope names its action in the type', { soap: { action: 'urn:o#Create', envelope: root, version: '1.2' } }, 'application/soap+xml; charset=utf-8; action="urn:o#Create"', root],
  ['a GraphQL operation is JSON', { graphql: { query: 'query A($id: ID) { a(id: $id) }', variables: { id: '7' }, operationName: 'A' } }, 'application/json', '{"query":"query A($id: ID) { a(id: $id) }","variables":{"id":"7"},"operationName":"A"}'],
  ['GraphQL variables may be secrets', { graphql: { query: '{ a }', variables: { id: env('ID') } } }, 'application/json', '{"query":"{ a }","variables":{"id":"secret-id"}}'],
  ['a raw body stays as it is', { body: 'a,b\n' }, 'text/plain; charset=utf-8', 'a,b\n'],
];
for (const [title, request, contentType, body] of texts) {
  test(title, async (t) => {
    const { received } = await sent(t, { method: 'POST', path: '/', ...request }, { env: { ID: 'secret-id' } });
    assert.deepEqual([received.headers['content-type'], received.body.toString()], [contentType, body]);
  });
}

test('SOAP 1.1 sends its action as a quoted header, 1.2 does not', async (t) => {
  const soap = { action: 'urn:o#Create', envelope: root };
  assert.equal((await sent(t, { method: 'POST', path: '/', soap })).received.headers['soapaction'], '"urn:o#Create"');
  assert.equal((await sent(t, { method: 'POST', path: '/', soap: { ...soap, version: '1.2' } })).received.headers['soapaction'], undefined);
});

test('a form with fields and files arrives as one that Node itself can read', async (t) => {
  const folder = await temporaryFolder();
  writeFileSync(join(folder, 'invoice.pdf'), Buffer.from([0x25, 0x50, 0, 0xff, 13, 10]));
  const { received } = await sent(t, { method: 'POST', path: '/', multipart: { 'ti"tle': 'Größe\r\n--x', count: 3, key: env('KEY'), invoice: { path: 'invoice.pdf' }, raw: { path: 'invoice.pdf', contentType: 'text/x-raw' } } }, { env: { KEY: 'k-123' }, folder });
  const form = await new Response(new Uint8Array(received.body), { headers: { 'content-type': String(received.headers['content-type']) } }).formData();
  assert.deepEqual([form.get('ti"tle'), form.get('count'), form.get('key')], ['Größe\r\n--x', '3', 'k-123']);
  const files = ['invoice', 'raw'].map((name) => form.get(name) as File);
  assert.deepEqual(files.map(({ name, type }) => [name, type]), [['invoice.pdf', 'application/pdf'], ['invoice.pdf', 'text/x-raw']]);
  assert.deepEqual(Buffer.from(await (files[0] as File).arrayBuffer()), Buffer.from([0x25, 0x50, 0, 0xff, 13, 10]));
});

for (const [title, path, problem] of [['is missing', 'gone.pdf', 'is not there'], ['is elsewhere', '../x.pdf', 'is outside the folder of the configuration: move it there'], ['is a folder', 'sub/..', 'is outside the folder of the configuration: move it there']] as const) {
  test(`a file that ${title} is refused with its place`, async (t) => {
    const folder = await temporaryFolder();
    const partner = partnerOf('http://127.0.0.1:9', [{ request: { method: 'POST', path: '/', multipart: { f: { path } } }, mutates: true }]);
    await assert.rejects(runPartner(t, partner, { folder }), { name: 'UsageError', message: `gonogo.config.ts: partners[0].journeys[0].steps[0].request.multipart.f.path names the file ${path}, which ${problem}.` });
  });
}

const answers: [title: string, body: string, expect: NonNullable<StepConfig['expect']>, codes: string[]][] = [
  ['data', '{"data":{"a":1}}', {}, []],
  ['data and an empty list of errors', '{"data":{},"errors":[]}', {}, []],
  ['errors beside data', '{"data":{"a":null},"errors":[{"message":"no stock"}]}', {}, ['API_GRAPHQL_ERRORS']],
  ['neither data nor errors', '{"ok":true}', {}, ['API_GRAPHQL_ERRORS']],
  ['errors that are asked for', '{"errors":[{"message":"x","extensions":{"code":"NOT_FOUND"}}]}', { json: { '$.errors[0].extensions.code': 'NOT_FOUND' } }, []],
  ['something that is no JSON', 'oops', {}, ['API_NOT_JSON']],
];
for (const [title, body, expect, codes] of answers) {
  test(`a GraphQL answer with ${title}: ${codes[0] ?? 'nothing to remark on'}`, async (t) => {
    const server = await serveCollecting(t, (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(body));
    const run = await runPartner(t, partnerOf(server.url, [{ request: { method: 'POST', path: '/graphql', graphql: { query: '{ a }' } }, mutates: true, expect }]));
    assert.deepEqual(run.codes, codes);
    if (body.includes('no stock')) assert.match(run.messages[0] ?? '', /^POST \/graphql answered with 1 GraphQL error: "no stock"; expected data without errors$/);
  });
}

const refused: [title: string, request: object, problem: string][] = [
  ['two bodies', { method: 'POST', path: '/', xml: root, graphql: { query: '{a}' } }, 'request must have one body, but has xml and graphql.'],
  ['GraphQL with GET', { path: '/', graphql: { query: '{a}' } }, 'request.method must be POST for a graphql body, but is "GET".'],
  ['an action with quotation marks', { method: 'POST', path: '/', soap: { action: 'a"b', envelope: root } }, 'request.soap.action must be a URI without quotation marks and blanks, but is "a\\"b".'],
];
for (const [title, request, problem] of refused) {
  test(`${title}: is refused`, () => {
    assert.deepEqual(readGate({ partners: [{ name: 'p', baseUrl: 'https://p.example', journeys: [{ name: 'j', steps: [{ request, mutates: true }] }] }] }), { problems: [`partners[0].journeys[0].steps[0].${problem}`] });
  });
}
