import type { JsonType, JsonValue } from '../journey-plan.ts';
import { anyMemberPath, itemPath, memberPath, rootPath } from './field-path.ts';
import { type StringFormat, formatOf } from './string-format.ts';

/** What JSON looks like: what stands at each of its places, and none of its data but small sets of words. */
export interface JsonShape {
  /** Place → what stands there. See `field-path.ts`. */
  fields: Record<string, FieldShape>;
  /** From this depth on not all places are listed. */
  cut?: number;
}

/** What stands at one place, over all objects and items that have it. */
export interface FieldShape {
  types: JsonType[];
  /** Not in every object that could have it. */
  optional?: true;
  /** How often it was seen, counted to 5. Default 1. */
  seen?: number;
  /** The fewest items of the lists, rounded down: 0, 1, 10, 100 … */
  items?: number;
  /** What all texts are. */
  format?: StringFormat;
  /** All texts, where they are words of a small set, and how many texts were seen, counted to 10. */
  values?: string[];
  texts?: number;
}

/** Places that are listed; their depth; values that are looked at for each; and members from which on an object is a table. */
const limits = { fields: 400, depth: 12, values: 1000, members: 100 };

/** How far things are counted. More makes no difference, so that data that grows does not change a shape. */
export const counts = { seen: 5, texts: 10, words: 12 };

/** The last word of the names of members that hold one of a few words. What other members hold may be about a person, and is never kept. */
const enumNames = /(?:^|[a-z_-])(?:status|state|type|kind|mode|currency|country|role|category|level|priority|method|locale|language|unit|environment|env|channel|tier|plan|phase|stage|result|outcome|severity|visibility|direction|interval|frequency|event|action)$/i;

const word = /^[A-Za-z][A-Za-z0-9_.:-]{0,39}$/;

/**
 * Learns the shape of one answer. Bounded: 400 places, those that are nearest to the top first, and 1,000 values for each.
 *
 * @param redact a word that it changes is a secret, and is not kept.
 */
export function learnShape(document: JsonValue, redact: (text: string) => string): JsonShape {
  const fields: Record<string, FieldShape> = {};
  let level = new Map<string, Place>([[rootPath, { values: [document], name: '', optional: false }]]);
  let left = limits.fields;
  for (let depth = 0; level.size > 0; depth++) {
    if (depth > limits.depth || level.size > left) return { fields, cut: depth };
    left -= level.size;
    const next = new Map<string, Place>();
    for (const [path, place] of level) {
      fields[path] = describe(place, redact);
      for (const [childPath, child] of childrenOf(path, place.values, redact)) next.set(childPath, child);
    }
    level = next;
  }
  return { fields };
}

/** The values at one place, and the name of the member that holds them. */
interface Place {
  values: JsonValue[];
  name: string;
  optional: boolean;
}

function describe({ values, name, optional }: Place, redact: (text: string) => string): FieldShape {
  const lists = values.filter((value) => Array.isArray(value));
  const texts = values.filter((value) => typeof value === 'string');
  const words = wordsOf(texts, name, redact);
  const format = commonFormat(texts);
  return {
    types: [...new Set(values.map(jsonTypeOf))].sort(),
    ...(optional ? { optional: true as const } : {}),
    ...(values.length > 1 ? { seen: Math.min(values.length, counts.seen) } : {}),
    ...(lists.length > 0 ? { items: roundedDown(Math.min(...lists.map(({ length }) => length))) } : {}),
    ...(format === null ? {} : { format }),
    ...(words === null ? {} : { values: words, texts: Math.min(texts.length, counts.texts) }),
  };
}

/** The type of a value as JSON names it. */
export function jsonTypeOf(value: JsonValue): JsonType {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : (typeof value as JsonType);
}

function roundedDown(length: number): number {
  return length === 0 ? 0 : 10 ** Math.floor(Math.log10(length));
}

function commonFormat(texts: string[]): StringFormat | null {
  const [first, ...rest] = texts;
  const format = first === undefined ? null : formatOf(first);
  return format !== null && rest.every((text) => formatOf(text) === format) ? format : null;
}

function wordsOf(texts: string[], name: string, redact: (text: string) => string): string[] | null {
  if (texts.length === 0 || !enumNames.test(name)) return null;
  const distinct = [...new Set(texts)];
  if (distinct.length > counts.words || !distinct.every((text) => word.test(text))) return null;
  const isHarmless = (text: string) => [JSON.stringify({ [name]: text }), text].every((form) => redact(form) === form);
  return distinct.every(isHarmless) ? distinct.sort() : null;
}

function childrenOf(path: string, values: JsonValue[], redact: (text: string) => string): Map<string, Place> {
  const children = new Map<string, Place>();
  const put = (childPath: string, name: string, value: JsonValue) => {
    const place = children.get(childPath) ?? { values: [], name, optional: false };
    children.set(childPath, place);
    if (place.values.length < limits.values) place.values.push(value);
  };
  const objects = values.filter((value) => typeof value === 'object' && value !== null && !Array.isArray(value)) as Record<string, JsonValue>[];
  for (const object of objects) {
    const names = Object.keys(object);
    const isTable = names.length > limits.members;
    for (const name of names) put(isTable ? anyMemberPath(path) : harmlessPath(path, name, redact), name, object[name] ?? null);
  }
  for (const [childPath, place] of children) place.optional = childPath !== anyMemberPath(path) && place.values.length < objects.length;
  for (const value of values) if (Array.isArray(value)) for (const item of value.slice(0, limits.values)) put(itemPath(path), '', item);
  return children;
}

function harmlessPath(path: string, name: string, redact: (text: string) => string): string {
  return redact(name) === name ? memberPath(path, name) : anyMemberPath(path);
}
