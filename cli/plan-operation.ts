import { listed, suggestion } from '../config/sentence.ts';
import type { GateStep } from '../config/schema.ts';
import { type Pending, mutatesRule, pathProblem, safeMethods } from '../config/values.ts';
import { type BuiltRequest, buildRequest } from '../openapi/build-request.ts';
import type { Operation } from '../openapi/document.ts';
import { type Parameter, type Place, cookieText, headerText, pathText, queryParts } from '../openapi/parameters.ts';
import { DocumentError } from '../openapi/references.ts';
import { responsesOf } from '../openapi/responses.ts';
import { schemaProblem } from '../fixtures/json-schema.ts';
import type { Captured, DeclaredResponse, JsonValue } from '../verdict/plan.ts';
import { forCiLog } from '../verdict/neutralise.ts';
import { acceptsStatus } from '../verdict/rules/api.ts';
import { clip } from '../verdict/text.ts';
import { fill } from './captured-values.ts';
import type { Contract } from './contracts.ts';
import type { Frame, Shared } from './plan-request.ts';
import type { SecretReader } from './secrets.ts';

type Path = readonly PropertyKey[];
type OperationRequest = Extract<GateStep['request'], { operation: string }>;
type Text = string | Pending;

/** A step's request and answer by the contract of its partner. */
export interface PlannedOperation {
  method: string;
  frame: Frame;
  /** The operation and its document, in words. */
  label: string;
  contract: { responses: DeclaredResponse[]; headers: string[] };
}

/** Names that a sentence lists, and characters of each. */
const shown = { names: 12, characters: 60 };

/** Builds the request of an operation, and reads what its answers are declared to be. Null after a problem, which is noted. @param at of the step. */
export function planOperation({ request, expect, mutates }: GateStep & { request: OperationRequest }, contract: Contract, shared: Shared, at: Path, reader: SecretReader): PlannedOperation | null {
  const { document, label } = contract;
  const operation = operationOf(request.operation, contract, [...at, 'request', 'operation'], reader);
  if (operation === null) return null;
  if (!mutates && !safeMethods.includes(operation.method)) refuse(reader, [...at, 'mutates'], mutatesRule(operation.method));
  try {
    const built = buildRequest(document, operation, {
      parameters: Object.keys(request.parameters),
      query: [...Object.keys(request.query), ...Object.keys(shared.query), ...new URL(shared.baseUrl).searchParams.keys()],
      headers: [...Object.keys(request.headers), ...Object.keys(shared.headers)].map((name) => name.toLowerCase()),
      body: [request.json, request.form, request.multipart, request.xml, request.body].some((body) => body !== undefined),
    });
    const values = valuesOf(request, built, [...at, 'request'], reader);
    refuseStrange(request, built, label, [...at, 'request', 'parameters'], reader);
    refuseMissing(request, built, label, [...at, 'request'], reader);
    const responses = responsesOf(document, operation, (status) => acceptsStatus(expect.status ?? [], status));
    refuseSchemas(responses, contract, [...at, 'request', 'operation'], reader);
    const headers = [...values.keys()].filter(({ place }) => place === 'header').map(({ name }) => name.toLowerCase());
    return { method: operation.method, frame: frameOf(operation, built, values), label: `${operation.name} of ${label}`, contract: { responses, headers } };
  } catch (error) {
    if (!(error instanceof DocumentError) && !(error instanceof RangeError)) throw error;
    const reason = error instanceof DocumentError ? error.message : 'is nested too deep';
    refuse(reader, [...at, 'request', 'operation'], `is ${clip(operation.name, shown.characters)}, which cannot be used: ${label} ${clip(reason, 200)}`);
    return null;
  }
}

/** Notes a problem: what a document calls its parts is hostile text. */
function refuse(reader: SecretReader, at: Path, predicate: string): void {
  reader.refuse(at.map((part) => (typeof part === 'string' ? forCiLog(part) : part)), forCiLog(predicate));
}

function operationOf(name: string, { document: { operations }, label }: Contract, at: Path, reader: SecretReader): Operation | null {
  const [found, another] = operations.filter((operation) => operation.name === name);
  if (found !== undefined && another === undefined) return found;
  const names = operations.map((operation) => clip(operation.name, shown.characters));
  if (found !== undefined) refuse(reader, at, `is ${clip(name, shown.characters)}, which ${label} gives to more than one operation`);
  else refuse(reader, at, `must be an operation of ${label}, but is ${JSON.stringify(clip(name, shown.characters))}: ${suggestion(name, names)}${theFirst(names)}`);
  return null;
}

/** The first of several names, and how many more there are. */
function theFirst(names: readonly string[]): string {
  const more = names.length - shown.names;
  return names.length === 0 ? 'It has none' : `It has ${listed(more <= 0 ? names : [...names.slice(0, shown.names), `${more} more`], 'and')}`;
}

type Value = { of: JsonValue } | { of: Text | Text[]; given: true };

/** What is sent for each parameter: what the step gives, else what the document does. A value of the document is never taken for a reference. */
function valuesOf({ parameters }: OperationRequest, { parameters: described, filled }: BuiltRequest, at: Path, reader: SecretReader): Map<Parameter, Value> {
  const given = Object.entries(parameters).flatMap(([name, value]): [string, Value][] => {
    if (value === null) return [];
    const path = [...at, 'parameters', name];
    return [[name, { given: true, of: Array.isArray(value) ? value.map((item, index) => reader.scalar(item, [...path, index])) : reader.scalar(value, path) }]];
  });
  const byName = new Map(given);
  return new Map(described.flatMap((parameter): [Parameter, Value][] => {
    const own = byName.get(parameter.name);
    // A header whose name says so is a secret, wherever its value stands.
    if (parameter.place === 'header' && typeof own?.of === 'string') reader.headers({ [parameter.name]: own.of }, [...at, 'parameters']);
    const example = filled.find((one) => one.parameter === parameter);
    if (own !== undefined) return [[parameter, own]];
    return example === undefined ? [] : [[parameter, { of: example.value }]];
  }));
}

function refuseStrange({ parameters }: OperationRequest, { parameters: described }: BuiltRequest, label: string, at: Path, reader: SecretReader): void {
  const known = new Set(described.map(({ name }) => name));
  const names = [...known].map((name) => clip(name, shown.characters));
  for (const name of Object.keys(parameters)) {
    if (!known.has(name)) refuse(reader, [...at, name], `is no parameter of the operation in ${label}: ${suggestion(name, names)}${theFirst(names)}`);
  }
}

const placeWords = { path: 'its path', query: 'its query', header: 'a header', cookie: 'a cookie' } satisfies Record<Place, string>;

function refuseMissing({ operation, parameters }: OperationRequest, { parameters: described, missing }: BuiltRequest, label: string, at: Path, reader: SecretReader): void {
  for (const { name, place, required } of described) {
    if (required && parameters[name] === null) refuse(reader, [...at, 'parameters', name], `must not be null: ${operation} needs it in ${placeWords[place]}`);
  }
  for (const one of missing) {
    if ('parameter' in one) {
      const { name, place } = one.parameter;
      refuse(reader, [...at, 'parameters', clip(name, shown.characters)], `must be given: ${operation} needs it in ${placeWords[place]}, and ${label} has neither an example nor a default for it`);
    } else {
      refuse(reader, [...at, 'json'], `must be given, or another body: ${operation} needs one, and ${label} has neither an example nor a default for ${one.body === '' ? 'it' : clip(one.body, shown.characters)}`);
    }
  }
}

function refuseSchemas(responses: readonly DeclaredResponse[], { label }: Contract, at: Path, reader: SecretReader): void {
  for (const { status, contents } of responses) {
    for (const { type, schema } of contents) {
      const problem = schema === undefined ? null : schemaProblem(schema);
      if (problem !== null) refuse(reader, at, `declares a schema for ${status} ${clip(type, shown.characters)} in ${label} that cannot be used: ${clip(problem, 200)}`);
    }
  }
}

function frameOf({ path }: Operation, { body, jsonType }: BuiltRequest, values: ReadonlyMap<Parameter, Value>): Frame {
  const within = (place: Parameter['place'], captured: Captured) => [...values].filter(([parameter]) => parameter.place === place).map(([parameter, value]) => [parameter, filled(value, captured)] as const);
  return {
    path(captured) {
      const texts = new Map(within('path', captured).map(([parameter, value]) => [parameter.name, pathText(parameter, value)]));
      const made = path.replace(/\{([^{}]+)\}/g, (whole, name: string) => texts.get(name) ?? whole);
      // The path may hold a secret, so the sentence about it does not.
      if (pathProblem(made) !== null) throw new Error('its path leads to another host');
      return made;
    },
    search: (captured) => within('query', captured).flatMap(([parameter, value]) => queryParts(parameter, value)),
    headers(captured) {
      const cookies = within('cookie', captured).map(([parameter, value]) => cookieText(parameter, value));
      const own = within('header', captured).map(([parameter, value]) => [parameter.name.toLowerCase(), headerText(parameter, value)] as const);
      return Object.fromEntries([...own, ...(cookies.length === 0 ? [] : [['cookie', cookies.join('; ')] as const])]);
    },
    ...(body === undefined ? {} : { body }),
    ...(jsonType === undefined ? {} : { jsonType }),
  };
}

function filled(value: Value, captured: Captured): JsonValue {
  if (!('given' in value)) return value.of;
  return Array.isArray(value.of) ? value.of.map((item) => fill(item, captured)) : fill(value.of, captured);
}
