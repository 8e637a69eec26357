import { safeMethods } from '../config/values.ts';
import { type JsonObject, isObject, items, member } from '../openapi/references.ts';
import type { JsonValue } from '../verdict/plan.ts';
import { authOf, type ImportedAuth } from './postman-auth.ts';
import { type ImportedText, type Variables, looksSecret, needs, readText, resolved, variablesOf } from './postman-text.ts';
import { sensitiveName } from './secrets.ts';
import type { LeftOut } from './starting-config.ts';

/** Folders within folders, and requests that are read. */
const limits = { depth: 20, requests: 2000 };

/** Made by the transport, or of no meaning without a body. */
const ownHeaders = new Set(['host', 'content-length', 'content-type', 'connection', 'user-agent', 'accept-encoding', 'postman-token']);

/** A request of a collection that can be made as it stands. */
export interface ImportedCall {
  name: string;
  method: string;
  origin: string;
  path: string;
  query: Record<string, ImportedText>;
  headers: Record<string, ImportedText>;
  /** What its tests expect; null when they say nothing of it. */
  status: number | null;
  auth: ImportedAuth | null;
}

/** What a collection gives: calls, and what was left out of it. */
export interface ImportedCollection {
  name: string;
  calls: ImportedCall[];
  leftOut: LeftOut[];
}

/** Whether a value is a Postman collection of version 2.1. */
export function isCollection(value: JsonValue): value is JsonObject {
  const schema = member(member(value, 'info'), 'schema');
  return typeof schema === 'string' && /\/collection\/v2\.1\.0\//.test(schema) && Array.isArray(member(value, 'item'));
}

/**
 * Reads the common part of a Postman collection: requests that change nothing, in folders, with variables, query, headers, status of
 * their tests, and the usual kinds of authorization. Secrets are never copied: their places name environment variables.
 *
 * @param url where requests go whose URL starts with a variable without value; null when that is not known.
 */
export function readCollection(collection: JsonObject, url: string | null): ImportedCollection {
  const title = member(member(collection, 'info'), 'name');
  const variables = variablesOf(collection);
  const leftOut: LeftOut[] = [];
  const calls: ImportedCall[] = [];
  for (const { name, request, auth, item } of requestsOf(collection, leftOut)) {
    const read = readCall(request, { name, auth, item, variables, url });
    if ('reason' in read) leftOut.push({ operation: name, reason: read.reason });
    else {
      calls.push(read.call);
      leftOut.push(...notesOn(item, read.call).map((reason) => ({ operation: name, reason })));
    }
  }
  return { name: typeof title === 'string' ? title : '', calls, leftOut };
}

interface Found {
  name: string;
  request: JsonValue;
  /** Of the nearest folder that has one, else of the collection. */
  auth: JsonValue | undefined;
  item: JsonValue;
}

/** @param leftOut gets what is not read. */
function requestsOf(collection: JsonObject, leftOut: LeftOut[]): Found[] {
  const found: Found[] = [];
  const visit = (list: JsonValue | undefined, names: string[], auth: JsonValue | undefined): void => {
    if (names.length > limits.depth) return void leftOut.push({ operation: names.join(' / '), reason: `only ${limits.depth} folders within each other are read` });
    for (const item of items(list)) {
      if (found.length === limits.requests) return void leftOut.push({ operation: names.join(' / ') || 'the rest', reason: `only ${limits.requests} requests are read` });
      const own = [...names, String(member(item, 'name') ?? 'request')];
      const request = member(item, 'request');
      if (request !== undefined) found.push({ name: own.join(' / ').slice(0, 200), request, item, auth: member(request, 'auth') ?? member(item, 'auth') ?? auth });
      else visit(member(item, 'item'), own, member(item, 'auth') ?? auth);
    }
  };
  visit(collection['item'], [], collection['auth']);
  return found;
}

interface Context extends Omit<Found, 'request'> {
  variables: Variables;
  url: string | null;
}

function readCall(request: JsonValue, { name, auth, item, variables, url }: Context): { call: ImportedCall } | { reason: string } {
  const method = String(member(request, 'method') ?? 'GET').toUpperCase();
  if (!safeMethods.includes(method)) return { reason: `${method} changes something: it needs mutates: true` };
  const place = readPlace(typeof request === 'string' ? request : member(request, 'url'), variables, url);
  if ('reason' in place) return place;
  const access = authOf(auth, variables);
  if (access !== null && 'reason' in access) return access;
  const headers: Record<string, ImportedText> = {};
  for (const header of items(member(request, 'header'))) {
    const key = String(member(header, 'key') ?? '').toLowerCase();
    if (key === '' || member(header, 'disabled') === true || ownHeaders.has(key)) continue;
    const value = readText(String(member(header, 'value') ?? ''), variables, sensitiveName.test(key) ? key : null);
    if (value === null) return { reason: `its header ${key} is put together with ${needs(String(member(header, 'value') ?? ''), variables)}` };
    headers[key] = value;
  }
  return { call: { name, method, ...place, headers, status: statusOf(item), auth: access } };
}

/** Origin, path and query of a URL, which is a text or an object with its parts. */
function readPlace(given: JsonValue | undefined, variables: Variables, base: string | null): Pick<ImportedCall, 'origin' | 'path' | 'query'> | { reason: string } {
  const raw = typeof given === 'string' ? given : String(member(given, 'raw') ?? '');
  const [start = '', search = ''] = raw.replace(/#.*$/s, '').split(/\?(.*)/s);
  const filled = resolved(start, variables);
  const lead = /^\{\{[^{}]*\}\}/.exec(filled)?.[0] ?? '';
  if (lead !== '' && base === null) return { reason: `${lead} has no value: say with --url where the API is` };
  const whole = lead === '' ? (/^[a-z]+:\/\//i.test(filled) ? filled : `http://${filled}`) : `${(base ?? '').replace(/\/$/, '')}${filled.slice(lead.length)}`;
  const values = new Map(items(member(given, 'variable')).map((one) => [String(member(one, 'key') ?? ''), resolved(String(member(one, 'value') ?? ''), variables)]));
  const path = whole.replace(/(?<=\/):([\w-]+)/g, (parameter, key: string) => (values.get(key) ? encodeURIComponent(values.get(key) ?? '') : parameter));
  const open = /\{\{[^{}]*\}\}|(?<=[^:/]\/):[\w-]+/.exec(path);
  if (open !== null) return { reason: `its URL needs ${open[0]}` };
  const url = URL.parse(path);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '') return { reason: 'its URL is none of http or https without credentials' };
  if (looksSecret(url.pathname)) return { reason: 'its path holds what looks like a secret' };
  const query: Record<string, ImportedText> = {};
  for (const [key, text] of queryOf(given, search)) {
    const value = readText(text, variables, sensitiveName.test(key) ? key : null);
    if (value === null) return { reason: `its query ${key} is put together with ${needs(text, variables)}` };
    query[key] = value;
  }
  return { origin: url.origin, path: url.pathname, query };
}

function queryOf(url: JsonValue | undefined, search: string): [string, string][] {
  const list = member(url, 'query');
  if (!Array.isArray(list)) return [...new URLSearchParams(search)];
  return list.filter((one) => isObject(one) && one['disabled'] !== true && typeof one['key'] === 'string').map((one) => [String(member(one, 'key')), String(member(one, 'value') ?? '')]);
}

function scriptOf(item: JsonValue, when: string): string {
  const event = items(member(item, 'event')).find((one) => member(one, 'listen') === when);
  const lines = member(member(event, 'script'), 'exec');
  return Array.isArray(lines) ? lines.join('\n') : typeof lines === 'string' ? lines : '';
}

function statusOf(item: JsonValue): number | null {
  const [, status] = /\bto\.have\.status\(\s*(\d{3})\s*\)/.exec(scriptOf(item, 'test')) ?? [];
  return status === undefined ? null : Number(status);
}

/** What of a request that is taken is not. */
function notesOn(item: JsonValue, { status }: ImportedCall): string[] {
  const tests = scriptOf(item, 'test').match(/\bpm\.test\(|\btests\[/g)?.length ?? 0;
  return [
    ...(scriptOf(item, 'prerequest').trim() === '' ? [] : ['taken without the script before it']),
    ...(tests > (status === null ? 0 : 1) ? [`taken without its tests${status === null ? '' : ', but for the status'}`] : []),
  ];
}
