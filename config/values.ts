import { mustBe } from './sentence.ts';
import type { Captured, CapturedReference, CapturedValue, JsonValue } from '../verdict/plan.ts';

/** Methods that a journey may use, and those of them that change nothing at the other side. */
export const methods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export const safeMethods: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/** The predicate about `mutates` for a method that changes something. */
export const mutatesRule = (method: string) => `must be true, because ${method} changes something at the partner; only GET, HEAD and OPTIONS go without`;

/** Names that HTTP allows for a header. */
export const headerNamePattern = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** True for a text that has something like a user or a password where a URL has them. */
export function carriesCredentials(value: unknown): boolean {
  return typeof value === 'string' && /^([a-z][a-z\d+.-]*:)?[/\\]*[^/?#]*@/i.test(value);
}

/** Says what keeps a value from being an http(s) URL without credentials, or null when it is one. Never repeats credentials. */
export function urlProblem(value: unknown): string | null {
  const url = typeof value === 'string' ? URL.parse(value) : null;
  if (carriesCredentials(value)) {
    return 'must not carry a user name or password: send them as a header and take the value from env("NAME")';
  }
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return mustBe('a URL that starts with http:// or https://', value);
  return null;
}

/** Says what keeps a text from being the place of a document: a file, or an https URL without credentials. Null when it is one. */
export function documentPlaceProblem(place: string): string | null {
  if (!/^[a-z][a-z\d+.-]+:/i.test(place)) return null;
  return /^https:/i.test(place) ? urlProblem(place) : mustBe('a file, or a URL that starts with https://', place);
}

/** Says what keeps a value from being a path on a site (`/`, `/cart?x=1`), or null when it is one. */
export function pathProblem(value: unknown): string | null {
  const base = 'http://site.invalid';
  const stays = typeof value === 'string' && value.startsWith('/') && URL.parse(value, base)?.origin === base;
  return stays ? null : mustBe('a path that starts with one /, such as /cart', value);
}

/** True for a name that HTTP allows for a header. */
export function isHeaderName(name: string): boolean {
  return headerNamePattern.test(name);
}

/** True for a value that HTTP allows for a header: no line breaks, no characters beyond Latin-1. */
export function isHeaderValue(value: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(value);
}

/** True for a reference to a secret in the environment. An object with the only key `env` always is one. */
export function isEnvReference(value: unknown): value is { env: string } {
  return value !== null && typeof value === 'object' && 'env' in value && Object.keys(value).length === 1 && typeof value.env === 'string';
}

/** True for a reference to a secret in a file. An object with the only key `file` always is one. */
export function isFileReference(value: unknown): value is { file: string } {
  return value !== null && typeof value === 'object' && 'file' in value && Object.keys(value).length === 1 && typeof value.file === 'string';
}

/** A value that is known only once an earlier step of the journey was answered. */
export type Pending = CapturedReference | ((captured: Captured) => CapturedValue);

/** JSON in which values may be pending. */
export type PendingJson = string | number | boolean | null | Pending | PendingJson[] | { [key: string]: PendingJson };

/** True for what hangs on captured values. */
export function isPending(value: unknown): value is Pending {
  return typeof value === 'function' || isCapturedReference(value);
}

/** True for a reference to a captured value. An object with the only key `captured` always is one. */
export function isCapturedReference(value: unknown): value is CapturedReference {
  return value !== null && typeof value === 'object' && 'captured' in value && Object.keys(value).length === 1 && typeof value.captured === 'string';
}

/** True for a value that is the same after it was written as JSON and read again. */
export function isJson(value: unknown): value is JsonValue {
  return isJsonOf(value, () => false);
}

/** True for JSON in which values may be functions of captured values. */
export function isPendingJson(value: unknown): value is PendingJson {
  return isJsonOf(value, (item) => typeof item === 'function');
}

function isJsonOf(value: unknown, isLeaf: (value: unknown) => boolean): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || isLeaf(value)) return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.every((item) => isJsonOf(item, isLeaf));
  if (typeof value !== 'object') return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && Object.values(value).every((item) => isJsonOf(item, isLeaf));
}

/** Says what keeps a text from being the source of a regular expression, or null when it is one. */
export function patternProblem(source: string): string | null {
  try {
    new RegExp(source);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : String(error);
  }
}
