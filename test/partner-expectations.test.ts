import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { StepConfig } from '../config.ts';
import { readGate } from '../config/schema.ts';
import { temporaryFolder } from './cli-run.ts';
import { partnerOf, runPartner, serveCollecting } from './partner-run.ts';

type Expect = NonNullable<StepConfig['expect']>;
const order = { type: 'object', required: ['id'], properties: { id: { type: 'string' }, total: { type: 'number' }, at: { type: 'string', format: 'date-time' }, state: { enum: ['open', 'paid'] } } };
const draft7 = { $schema: 'http://json-schema.org/draft-07/schema#', type: 'array', items: [{ type: 'number' }], additionalItems: false };
const json = 'application/json';
const xml = '<o:order xmlns:o="urn:o" n="7"><o:line sku="a">1</o:line><o:line sku="b">2</o:line></o:order>';
const namespaces = { o: 'urn:o' };

const cases: [title: string, type: string, body: string, expect: Expect, message: string | null][] = [
  ['JSON as its schema says', json, '{"id":"a","total":1,"at":"2026-01-01T00:00:00Z"}', { schema: order }, null],
  ['a missing property', json, '{"total":1}', { schema: order }, "the answer must have required property 'id'; expected what the schema says (inline)"],
  ['a wrong type, and a value that is not listed', json, '{"id":"a","total":"1","state":"gone"}', { schema: order }, '/total must be number; /state must be equal to one of the allowed values: "open", "paid"; expected what the schema says (inline)'],
  ['a wrong format', json, '{"id":"a","at":"yesterday"}', { schema: order }, '/at must match format "date-time"; expected what the schema says (inline)'],
  ['draft-07 keywords', json, '[1,2]', { schema: draft7 }, 'the answer must NOT have more than 1 items; expected what the schema says (inline)'],
  ['2020-12 keywords', json, '[1,2]', { schema: { prefixItems: [{ type: 'number' }], items: false } }, 'the answer must NOT have more than 1 items; expected what the schema says (inline)'],
  ['no JSON where a schema is', 'text/plain', 'oops', { schema: order }, 'GET /a answered text/plain, starting with "oops" (Unexpected token \'o\', "oops" is not valid JSON); expected JSON'],
  ['XML values', 'text/xml', xml, { xml: { '/o:order/@n': '7', 'count(//o:line)': 2, '//o:line/@sku': { oneOf: ['a', 'b'] }, 'boolean(//o:line[. = 2])': true } }, null],
  ['a wrong XML value', 'text/xml', xml, { xml: { '/o:order/@n': '8' } }, 'GET /a: /o:order/@n is "7"; expected "8"'],
  ['a missing XML value', 'text/xml', xml, { xml: { '//o:gone': { matches: /./ } } }, 'GET /a: //o:gone is missing; expected text matching /./'],
  ['no XML where it is expected', json, '{}', { xml: { '/a': '1' } }, 'GET /a answered application/json, starting with "{}" (Parsing document failed, expected "<"); expected XML'],
  ['a text and a pattern', 'text/plain', 'status: OK 17', { text: { contains: 'OK', matches: [/\d+$/] } }, null],
  ['a missing text', 'text/plain', 'status: down', { text: { contains: ['status', 'OK'] } }, 'GET /a answered without "OK", starting with "status: down"; expected it in the body'],
  ['a missing pattern', 'text/plain', 'down', { text: { matches: '^OK' } }, 'GET /a answered without a text that matches /^OK/, starting with "down"; expected it in the body'],
  ['a size within bounds', 'text/plain', 'four', { size: { min: 4, max: 4 } }, null],
  ['too little', 'text/plain', 'abc', { size: { min: 4 } }, 'GET /a answered with 3 bytes; expected at least 4 bytes'],
  ['too much', 'text/plain', 'abcde', { size: { min: 1, max: 4 } }, 'GET /a answered with 5 bytes; expected 1 to 4 bytes'],
  ['a media type, parameters left out', 'text/csv; charset=utf-8', 'a', { contentType: 'text/csv' }, null],
  ['a media type with its parameter', 'text/csv; charset="UTF-8"', 'a', { contentType: 'text/csv; charset=utf-8' }, null],
  ['another media type', 'text/plain', 'a', { contentType: 'text/csv' }, 'GET /a answered "text/plain"; expected text/csv'],
];
for (const [title, type, body, expect, message] of cases) {
  test(`${title}: ${message === null ? 'is good' : 'is told'}`, async (t) => {
    const server = await serveCollecting(t, (_, response) => response.writeHead(200, { 'content-type': type }).end(body));
    const { messages } = await runPartner(t, partnerOf(server.url, [{ request: { path: '/a' }, expect, namespaces }]));
    if (message === null) assert.deepEqual(messages, []);
    else assert.ok(messages.length === 1 && messages[0]?.endsWith(message), `${messages.join('\n')}\n${message}`);
  });
}

test('a schema is read from a file, and stands in the plan by name only', async (t) => {
  const folder = await temporaryFolder();
  writeFileSync(join(folder, 'order.json'), JSON.stringify(order));
  const server = await serveCollecting(t, (_, response) => response.writeHead(200, { 'content-type': json }).end('{}'));
  const { messages, planned } = await runPartner(t, partnerOf(server.url, [{ request: { path: '/a' }, expect: { schema: 'order.json' } }]), { folder });
  assert.match(messages[0] ?? '', /what the schema says \(order\.json\)$/);
  assert.doesNotMatch(JSON.stringify(planned.plan), /date-time/);
});

test('of a hundred schema errors ten are kept', async (t) => {
  const server = await serveCollecting(t, (_, response) => response.writeHead(200, { 'content-type': json }).end(JSON.stringify(Array.from({ length: 100 }, () => 'x'))));
  const { observations } = await runPartner(t, partnerOf(server.url, [{ request: { path: '/a' }, expect: { schema: { items: { type: 'number' } } } }]));
  const schema = observations[0]?.steps[0]?.schema;
  assert.deepEqual([schema?.total, schema?.errors.length], [100, 10]);
});

test('hostile XML ends in an error: entities that explode, and a document that is too long', async (t) => {
  const bomb = `<!DOCTYPE a [<!ENTITY a "${'x'.repeat(1000)}">${[...'bcdefg'].map((name, index) => `<!ENTITY ${name} "${`&${'abcdefg'[index]};`.repeat(10)}">`).join('')}]><a>&g;</a>`;
  for (const body of [bomb, `<a>${'x'.repeat(300_000)}</a>`]) {
    const server = await serveCollecting(t, (_, response) => response.writeHead(200, { 'content-type': 'text/xml' }).end(body));
    const { codes } = await runPartner(t, partnerOf(server.url, [{ request: { path: '/a' }, expect: { xml: { '/a': { matches: 'x' } } } }]));
    assert.deepEqual(codes, ['API_NOT_XML']);
  }
});

test('a late answer is a warning, a very late one a failure', async (t) => {
  const server = await serveCollecting(t, (_, response) => void delay(120).then(() => response.end('a')));
  const slow = async (latency: Expect['latency']) => {
    const { results } = await runPartner(t, partnerOf(server.url, [{ request: { path: '/a' }, expect: { latency } }]));
    return results.flatMap(({ outcome, findings }) => [outcome, ...findings.map(({ code, severity }) => `${code} ${severity}`)]);
  };
  assert.deepEqual(await slow({ degraded: '5s', fail: '10s' }), ['pass']);
  assert.deepEqual(await slow({ degraded: '50ms', fail: '10s' }), ['pass', 'API_SLOW minor']);
  assert.deepEqual(await slow({ degraded: '20ms', fail: '50ms' }), ['fail', 'API_SLOW critical']);
});

const redirects: [title: string, request: StepConfig['request'], locations: [number, string | undefined][], seen: string[], codes: string[]][] = [
  ['are not followed without being asked to', { path: '/0' }, [[302, '/1']], ['GET /0'], ['API_STATUS']],
  ['are followed', { path: '/0', redirects: 3 }, [[301, '/1'], [307, '2']], ['GET /0', 'GET /1', 'GET /2'], []],
  ['keep method and body with 307', { method: 'POST', path: '/0', body: 'b', redirects: 3 }, [[307, '/1']], ['POST /0', 'POST /1'], []],
  ['become a GET with 303', { method: 'POST', path: '/0', body: 'b', redirects: 3 }, [[303, '/1']], ['POST /0', 'GET /1'], []],
  ['do not turn a POST into a GET', { method: 'POST', path: '/0', body: 'b', redirects: 3 }, [[301, '/1']], ['POST /0'], ['API_REDIRECT']],
  ['do not leave the host', { path: '/0', redirects: 3, headers: { authorization: 'Bearer abc' } }, [[302, 'http://localhost:9/1']], ['GET /0'], ['API_REDIRECT']],
  ['end', { path: '/0', redirects: 2 }, [[302, '/1'], [302, '/2'], [302, '/3']], ['GET /0', 'GET /1', 'GET /2'], ['API_REDIRECT']],
  ['name a place', { path: '/0', redirects: 2 }, [[302, undefined]], ['GET /0'], ['API_REDIRECT']],
];
for (const [title, request, locations, seen, codes] of redirects) {
  test(`redirects ${title}`, async (t) => {
    const server = await serveCollecting(t, ({ url }, response) => {
      const [status, location] = locations[Number(url.slice(1))] ?? [200, undefined];
      response.writeHead(status, location === undefined ? {} : { location }).end();
    });
    const run = await runPartner(t, partnerOf(server.url, [{ request, mutates: true }]));
    assert.deepEqual(server.received.map(({ method, url }) => `${method} ${url}`), seen);
    assert.deepEqual(run.codes, codes, run.messages.join('\n'));
    const hops = run.observations[0]?.steps[0]?.redirects ?? [];
    assert.equal(hops.length, request.redirects === undefined ? 0 : locations.length);
  });
}

const at = 'partners[0].journeys[0].steps[0].expect';
const refused: [title: string, expect: object, problem: string][] = [
  ['bounds that cross', { size: { min: 5, max: 4 } }, `${at}.size.min must be at most max (4), but is 5.`],
  ['latencies that cross', { latency: { degraded: '2s', fail: '1s' } }, `${at}.latency.degraded must not be longer than fail.`],
  ['a content type that is none', { contentType: 'json' }, `${at}.contentType must be a content type such as application/pdf, but is "json".`],
  ['a schema that is none', { schema: 5 }, `${at}.schema must be the path of a JSON Schema, or the schema itself, but is 5.`],
];
for (const [title, expect, problem] of refused) {
  test(`${title}: is refused`, () => {
    assert.deepEqual(readGate({ partners: [{ name: 'p', baseUrl: 'https://p.example', journeys: [{ name: 'j', steps: [{ request: { path: '/' }, expect }] }] }] }), { problems: [problem] });
  });
}

const unusable: [title: string, expect: Expect, problem: RegExp][] = [
  ['an XPath that does not parse', { xml: { '//a[': '1' } }, /expect\.xml\["\/\/a\["\] is not an XPath that can be used: XPST0003/],
  ['a prefix without namespace', { xml: { '//x:a': '1' } }, /is not an XPath that can be used: XPST0081: The prefix x could not be resolved\.$/],
  ['a schema with a wrong keyword', { schema: { type: 'text' } }, /expect\.schema is not a JSON Schema that can be used: schema is invalid/],
  ['a schema that refers to the network', { schema: { $ref: 'https://schemas.example/o.json' } }, /can't resolve reference https:\/\/schemas\.example/],
  ['a schema file that is not there', { schema: 'gone.json' }, /expect\.schema names the file gone\.json, which is not there\.$/],
];
for (const [title, expect, problem] of unusable) {
  test(`${title}: is refused when the run is planned`, async (t) => {
    await assert.rejects(runPartner(t, partnerOf('http://127.0.0.1:9', [{ request: { path: '/' }, expect }])), (error: Error) => error.name === 'UsageError' && problem.test(error.message) || assert.fail(error.message));
  });
}
