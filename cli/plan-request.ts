import type { GatePartner, GateStep } from '../config/schema.ts';
import { type Pending, isHeaderValue, isPending, pathProblem } from '../config/values.ts';
import type { Captured, SentRequest, StepBody } from '../verdict/plan.ts';
import { fill, fillJson } from './captured-values.ts';
import { type Upload, encodeMultipart } from './multipart.ts';
import { typeOfFile } from './referenced-files.ts';
import type { SecretReader } from './secrets.ts';

type Path = readonly PropertyKey[];
type Request = GateStep['request'];
type Text = string | Pending;

/** What partner and authentication add to every request. Header names in lower case. */
export interface Shared {
  baseUrl: GatePartner['baseUrl'];
  headers: Record<string, string>;
  query: Record<string, string>;
}

/** Method and path, and what else the contract of the partner gives of a request. */
export interface Frame {
  path(captured: Captured): string;
  /** Parts of the query, encoded. */
  search(captured: Captured): string[];
  /** Lower-case names. */
  headers(captured: Captured): Record<string, string>;
  /** Sent where the request has no body of its own. */
  body?: { contentType: string; text: string };
  /** The type of a JSON body. Default `application/json`. */
  jsonType?: string;
}

/** The frame of a request that is written out. */
export function writtenFrame(path: string | Pending | readonly Text[]): Frame {
  return { path: (captured) => pathOf(path, captured), search: () => [], headers: () => ({}) };
}

/**
 * Reads the references of a request now, and writes it out once the captured values are there.
 * @returns a function that throws when a value cannot be sent where it is put
 */
export function planRequest(request: Request, frame: Frame, shared: Shared, at: Path, reader: SecretReader): (captured: Captured) => SentRequest {
  const headers = reader.headers(request.headers, [...at, 'headers']);
  const query = mapped(request.query, (value, name) => reader.scalar(value, [...at, 'query', name]));
  const body = planBody(request, frame, at, reader);
  return (captured) => {
    const own = { ...frame.headers(captured), ...mapped(headers, (value) => fill(value, captured)) };
    const { 'content-type': contentType, ...others } = { ...shared.headers, ...mapped(own, headerValue) };
    const sent = body?.(captured, contentType);
    if (sent !== undefined) headerValue(sent.body.contentType, 'content-type');
    return {
      url: urlOf(shared, frame.path(captured), mapped(query, (value) => fill(value, captured)), frame.search(captured)),
      headers: { ...(sent === undefined && contentType !== undefined ? { ...others, 'content-type': contentType } : others), ...sent?.headers },
      ...(sent === undefined ? {} : { body: sent.body }),
    };
  };
}

/** A body with the headers that belong to its kind. @param contentType the header that the configuration gives. */
type BodyWriter = (captured: Captured, contentType: string | undefined) => { body: StepBody; headers?: Record<string, string> };

function planBody(request: Request, frame: Frame, at: Path, reader: SecretReader): BodyWriter | undefined {
  const { json, form, multipart, xml, body } = request;
  const { soap, graphql } = request.operation === undefined ? request : {};
  if (json !== undefined) {
    const value = reader.json(json, [...at, 'json']);
    return (captured, contentType = frame.jsonType ?? 'application/json') => ({ body: { contentType, text: JSON.stringify(fillJson(value, captured)) } });
  }
  if (form !== undefined) {
    const fields = mapped(form, (value, name) => reader.scalar(value, [...at, 'form', name]));
    return (captured, contentType = 'application/x-www-form-urlencoded') => ({ body: { contentType, text: new URLSearchParams(mapped(fields, (value) => fill(value, captured))).toString() } });
  }
  if (multipart !== undefined) {
    const parts = mapped(multipart, (part, name) => (isUpload(part) ? readUpload(part, [...at, 'multipart', name], reader) : reader.scalar(part, [...at, 'multipart', name])));
    return (captured) => ({ body: encodeMultipart(Object.entries(parts).map(([name, part]) => [name, isReadUpload(part) ? part : fill(part, captured)] as const)) });
  }
  if (graphql !== undefined) {
    const variables = reader.json(graphql.variables ?? {}, [...at, 'graphql', 'variables']);
    return (captured, contentType = 'application/json') => ({ body: { contentType, text: JSON.stringify({ ...graphql, variables: fillJson(variables, captured) }) } });
  }
  if (soap !== undefined) return soapBody(soap, reader.text(soap.envelope, [...at, 'soap', 'envelope']));
  const [text, type, key] = xml === undefined ? ([body, 'text/plain; charset=utf-8', 'body'] as const) : ([xml, 'application/xml; charset=utf-8', 'xml'] as const);
  const { body: made } = frame;
  if (text === undefined) return made === undefined ? undefined : (_, contentType = made.contentType) => ({ body: { contentType, text: made.text } });
  const read = reader.text(text, [...at, key]);
  return (captured, contentType = type) => ({ body: { contentType, text: fill(read, captured) } });
}

/** SOAP 1.1 names the action in a header, 1.2 in the content type. */
function soapBody({ action, version }: NonNullable<Exclude<Request, { operation: string }>['soap']>, envelope: Text): BodyWriter {
  return (captured, contentType) => {
    const text = fill(envelope, captured);
    if (version === '1.2') return { body: { contentType: contentType ?? `application/soap+xml; charset=utf-8; action="${action}"`, text } };
    return { body: { contentType: contentType ?? 'text/xml; charset=utf-8', text }, headers: { soapaction: `"${action}"` } };
  };
}

type Part = NonNullable<Request['multipart']>[string];
type ConfiguredUpload = Extract<Part, { path: string }>;

function isUpload(part: Part): part is ConfiguredUpload {
  return typeof part === 'object' && 'path' in part;
}

function isReadUpload(part: Text | Upload): part is Upload {
  return typeof part === 'object' && 'bytes' in part;
}

function readUpload({ path, contentType }: ConfiguredUpload, at: Path, reader: SecretReader): Upload {
  return { bytes: reader.upload(path, [...at, 'path']), filename: path.split(/[/\\]/).at(-1) ?? path, contentType: contentType ?? typeOfFile(path) };
}

/** A path, in parts when it has captured values, which are encoded so that each stays one segment or a part of one. */
function pathOf(path: string | Pending | readonly Text[], captured: Captured): string {
  if (typeof path === 'string') return path;
  const text = isParts(path) ? path.map((part) => (isPending(part) ? segment(fill(part, captured)) : part)).join('') : fill(path, captured);
  const problem = pathProblem(text);
  if (problem !== null) throw new Error(`the path ${problem}`);
  return text;
}

function isParts(path: Pending | readonly Text[]): path is readonly Text[] {
  return Array.isArray(path);
}

function segment(value: string): string {
  if (/^\.{0,2}$/.test(value)) throw new Error(`a captured value of the path is ${JSON.stringify(value)}`);
  return encodeURIComponent(value);
}

function headerValue(value: string, name: string): string {
  if (!isHeaderValue(value)) throw new Error(`the header ${name} would get a value that HTTP does not allow`);
  return value;
}

function urlOf({ baseUrl, query: sharedQuery }: Shared, path: string, query: Record<string, string>, search: readonly string[]): string {
  const base = new URL(baseUrl);
  const url = new URL(`${base.origin}${base.pathname.replace(/\/$/, '')}${path}`);
  for (const [key, value] of [...base.searchParams, ...Object.entries(query), ...Object.entries(sharedQuery)]) url.searchParams.append(key, value);
  if (search.length > 0) url.search = [...(url.search === '' ? [] : [url.search.slice(1)]), ...search].join('&');
  return url.href;
}

function mapped<From, To>(record: Readonly<Record<string, From>>, map: (value: From, name: string) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value, name)]));
}
