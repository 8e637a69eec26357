import type { Captured, JsonMatcher, JsonType, JsonValue } from './plan.ts';
import { clip } from './text.ts';

/** Longest string that is tried against a pattern: what a server sends must not keep the runner busy. */
const longestMatched = 10_000;

/**
 * Why a JSON value is not what it must be, in words that follow its path (`is null`, `is a string ("12.50")`); null
 * when it is.
 *
 * @param known what was captured; a value that must be equal to, or differ from, one that is not known does not fit.
 */
export function misfit(value: JsonValue, expected: JsonMatcher, known: Captured = {}): string | null {
  const { type, equals, oneOf, matches, minItems, captured, not } = expected;
  if (type !== undefined && typeOf(value) !== type) return `is ${withType(value)}`;
  if (equals !== undefined && !isEqual(value, equals)) return `is ${typeOf(value) === typeOf(equals) ? shown(value) : withType(value)}`;
  if (oneOf !== undefined && !oneOf.some((option) => isEqual(value, option))) return `is ${shown(value)}`;
  if (matches !== undefined) {
    if (typeof value !== 'string') return `is ${withType(value)}`;
    if (value.length > longestMatched) return `is a string of ${value.length} characters, too long to be matched`;
    if (!new RegExp(matches).test(value)) return `is ${shown(value)}`;
  }
  if (minItems !== undefined && !(Array.isArray(value) && value.length >= minItems)) return Array.isArray(value) ? `has ${value.length} items` : `is ${withType(value)}`;
  if (captured !== undefined && !(Object.hasOwn(known, captured) && isEqual(value, known[captured] ?? null))) return `is ${shown(value)}`;
  if (not !== undefined && !(Object.hasOwn(known, not.captured) && !isEqual(value, known[not.captured] ?? null))) return `is ${shown(value)}`;
  return null;
}

/** True where only who knows the captured values can tell whether a value fits. */
export function hangsOnCaptured({ captured, not }: JsonMatcher): boolean {
  return captured !== undefined || not !== undefined;
}

/** Whether a path may find nothing: only when no item is wanted and nothing else is. */
export function mayBeMissing(expected: JsonMatcher): boolean {
  const wanted = Object.entries(expected).filter(([, value]) => value !== undefined);
  return wanted.length === 1 && expected.minItems === 0;
}

/** A value with its type where that says more: `a number (12)`, `null`, `an array of 3 items`. */
export function withType(value: JsonValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `an array of ${value.length} ${value.length === 1 ? 'item' : 'items'}`;
  return typeof value === 'object' ? 'an object' : `a ${typeof value} (${shown(value)})`;
}

function shown(value: JsonValue): string {
  return Array.isArray(value) && value.length > 3 ? withType(value) : clip(JSON.stringify(value), 80);
}

function typeOf(value: JsonValue): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'object';
}

/** Equal as JSON: the order of an object's keys does not matter. */
function isEqual(one: JsonValue, other: JsonValue): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other)) return Array.isArray(one) && Array.isArray(other) && one.length === other.length && one.every((item, index) => isEqual(item, other[index] as JsonValue));
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => Object.hasOwn(other, key) && isEqual(one[key] as JsonValue, other[key] as JsonValue));
}
