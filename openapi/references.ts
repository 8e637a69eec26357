import type { JsonValue } from '../verdict/plan.ts';

/** A JSON object as it stands in a document. */
export type JsonObject = { [key: string]: JsonValue };

/** What keeps a document, or an operation of it, from being used: the predicate of a sentence. */
export class DocumentError extends Error {
  override name = 'DocumentError';
}

/** References that may follow upon each other. */
const longestChain = 20;

export function isObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** A member of an object: nothing that is inherited, and nothing of what is no object. */
export function member(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** A list, or an empty one where there is none. */
export function items(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}

/**
 * The value at a reference such as `#/components/schemas/Order`. Nothing is fetched.
 * @throws DocumentError when the reference leaves the document, or nothing is there
 */
export function lookUp(root: JsonObject, reference: string): JsonValue {
  if (!reference.startsWith('#')) throw new DocumentError(`refers to ${JSON.stringify(reference)}, which is outside the document`);
  if (reference !== '#' && !reference.startsWith('#/')) throw new DocumentError(`refers to ${JSON.stringify(reference)}, which is not a place such as #/components/schemas/Order`);
  const value = reference.split('/').slice(1).reduce<JsonValue | undefined>(at, root);
  if (value === undefined) throw new DocumentError(`refers to ${JSON.stringify(reference)}, where nothing is`);
  return value;
}

function at(value: JsonValue | undefined, part: string): JsonValue | undefined {
  const key = unescaped(part).replaceAll('~1', '/').replaceAll('~0', '~');
  return Array.isArray(value) ? value[/^\d+$/.test(key) ? Number(key) : -1] : member(value, key);
}

function unescaped(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/**
 * A value with the reference that it may be followed to its end. What stands beside a reference is laid over its target.
 * @throws DocumentError for a reference that leads nowhere, outside, or round in a circle
 */
export function resolved(root: JsonObject, value: JsonValue | undefined): JsonValue | undefined {
  let current = value;
  for (let steps = 0; isObject(current) && typeof member(current, '$ref') === 'string'; steps++) {
    const { $ref: reference, ...beside } = current;
    if (steps === longestChain) throw new DocumentError(`refers to ${JSON.stringify(reference)} round in a circle`);
    const target: JsonValue = lookUp(root, String(reference));
    current = isObject(target) ? { ...target, ...beside } : target;
  }
  return current;
}
