import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { type TestContext, test } from 'node:test';
import { createSchema, createYoga } from 'graphql-yoga';
import * as soap from 'soap';
import type { PathRequest, StepConfig } from '../config.ts';
import { listen } from './local-server.ts';
import { partnerOf, runPartner } from './partner-run.ts';

// Servers that others wrote, as partners have them: what GraphQL and SOAP say of errors is theirs to say.

async function graphql(t: TestContext): Promise<string> {
  const schema = createSchema({
    typeDefs: 'type Order { id: ID! state: String total: Float } type Query { order(id: ID!): Order } type Mutation { pay(id: ID!): Order }',
    resolvers: {
      Query: { order: (_: unknown, { id }: { id: string }) => (id === 'none' ? null : { id, state: 'done' }) },
      Order: { total: () => { throw new Error('the price service is away'); } },
    },
  });
  const { url, close } = await listen(createServer(createYoga({ schema, maskedErrors: false, logging: false })));
  t.after(() => close());
  return url;
}

const ask = (query: string, more: object = {}): StepConfig['request'] => ({ method: 'POST', path: '/graphql', graphql: { query, ...more } });

const queries: [title: string, step: Omit<StepConfig, 'mutates'>, message: RegExp | null][] = [
  ['a good answer', { request: ask('query Order($id: ID!) { order(id: $id) { id state } }', { variables: { id: '17' }, operationName: 'Order' }), expect: { json: { '$.data.order': { type: 'object' }, '$.data.order.state': 'done' } } }, null],
  ['an error of a resolver inside of 200, with data', { request: ask('{ order(id: 17) { id total } }') }, /^POST \/graphql answered with 1 GraphQL error: "the price service is away"; expected data without errors$/],
  ['a field that the schema lost', { request: ask('{ order(id: 17) { id currency } }') }, /answered with 1 GraphQL error: "Cannot query field \\?"currency\\?" on type \\?"Order\\?"/],
  ['a value that is null without an error', { request: ask('{ order(id: "none") { id } }'), expect: { json: { '$.data.order.id': { type: 'string' } } } }, /\$\.data\.order\.id is missing/],
  ['an error that is expected', { request: ask('{ order(id: 17) { id total } }'), expect: { json: { '$.errors[0].path[1]': 'total' } } }, null],
];
for (const [title, step, message] of queries) {
  test(`graphql-yoga: ${title}`, async (t) => {
    const { messages } = await runPartner(t, partnerOf(await graphql(t), [{ ...step, mutates: true }]));
    assert.equal(messages.length, message === null ? 0 : 1, messages.join('\n'));
    if (message !== null) assert.match(messages[0] ?? '', message);
  });
}

const wsdl = `<?xml version="1.0"?>
<definitions name="Stock" targetNamespace="urn:acme" xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:a="urn:acme" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:x="http://www.w3.org/2001/XMLSchema">
  <types><x:schema targetNamespace="urn:acme" elementFormDefault="qualified">
    <x:element name="GetStock"><x:complexType><x:sequence><x:element name="sku" type="x:string"/></x:sequence></x:complexType></x:element>
    <x:element name="GetStockResponse"><x:complexType><x:sequence><x:element name="count" type="x:int"/></x:sequence></x:complexType></x:element>
  </x:schema></types>
  <message name="In"><part name="parameters" element="a:GetStock"/></message>
  <message name="Out"><part name="parameters" element="a:GetStockResponse"/></message>
  <portType name="Port"><operation name="GetStock"><input message="a:In"/><output message="a:Out"/></operation></portType>
  <binding name="Binding" type="a:Port"><soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
    <operation name="GetStock"><soap:operation soapAction="urn:acme#GetStock"/><input><soap:body use="literal"/></input><output><soap:body use="literal"/></output></operation>
  </binding>
  <service name="Stock"><port name="Port" binding="a:Binding"><soap:address location="http://127.0.0.1/stock"/></port></service>
</definitions>`;

async function stock(t: TestContext): Promise<string> {
  const server = createServer((_, response) => response.writeHead(404).end());
  const { url, close } = await listen(server);
  t.after(() => close());
  const fault = (statusCode: number) => ({ Fault: { faultcode: 'soap:Server', faultstring: 'the warehouse is away', statusCode } });
  const answer = ({ sku }: { sku: string }) => {
    if (sku === 'FAULT') throw fault(500);
    if (sku === 'FAULT-IN-200') throw fault(200);
    return { count: 7 };
  };
  soap.listen(server, '/stock', { Stock: { Port: { GetStock: answer } } }, wsdl);
  return url;
}

const namespaces = { s: 'http://schemas.xmlsoap.org/soap/envelope/', a: 'urn:acme' };
const envelope = (sku: string): PathRequest['soap'] => ({ action: 'urn:acme#GetStock', envelope: `<s:Envelope xmlns:s="${namespaces.s}"><s:Body><GetStock xmlns="urn:acme"><sku>${sku}</sku></GetStock></s:Body></s:Envelope>` });
const count = { '/s:Envelope/s:Body/a:GetStockResponse/a:count': '7' };

const envelopes: [title: string, sku: string, expect: StepConfig['expect'], message: RegExp | null][] = [
  ['a good answer', 'TEST-1', { xml: count }, null],
  ['a fault', 'FAULT', { xml: count }, /^POST \/stock answered 500, ".*the warehouse is away.*"; expected status 2xx$/],
  ['a fault inside of 200', 'FAULT-IN-200', { xml: count }, /a:count is missing; expected "7"$/],
  ['a fault that is expected', 'FAULT', { status: 500, xml: { '//s:Fault/faultstring': 'the warehouse is away' } }, null],
];
for (const [title, sku, expect, message] of envelopes) {
  test(`soap: ${title}`, async (t) => {
    const soapBody = envelope(sku);
    assert.ok(soapBody);
    const { messages } = await runPartner(t, partnerOf(await stock(t), [{ request: { method: 'POST', path: '/stock', soap: soapBody }, mutates: true, expect, namespaces }]));
    assert.equal(messages.length, message === null ? 0 : 1, messages.join('\n'));
    if (message !== null) assert.match(messages[0] ?? '', message);
  });
}
