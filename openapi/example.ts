import type { JsonValue } from '../verdict/plan.ts';
import { DocumentError, type JsonObject, isObject, items, member, resolved } from './references.ts';

/** Schemas within schemas that are looked into, and schemas that are looked at for one value. */
const limits = { depth: 30, schemas: 5000 };

/** A value that the document gives, or the place within it for which it gives none (empty for the value itself). */
export type Example = { value: JsonValue } | { missing: string };

/** Where a search for values stands. */
interface Search {
  root: JsonObject;
  /** References on the way here: a schema within itself is left out. */
  way: readonly string[];
  depth: number;
  /** Shared by the whole search. */
  seen: { schemas: number };
}

/**
 * What a document gives as a value of a parameter or of a body. An example beside the schema wins over those within: examples,
 * defaults, constants and first listed values, in this order; those of an object and a list are put together from their parts.
 * Nothing is made up: what the document gives no value for is missing.
 * @throws DocumentError for a reference that leads nowhere, and a schema of too many parts
 */
export function exampleOf(root: JsonObject, given: JsonObject): Example {
  const own = member(given, 'example') ?? namedExample(root, member(given, 'examples'));
  return own === undefined ? exampleOfSchema({ root, way: [], depth: 0, seen: { schemas: 0 } }, member(given, 'schema')) : { value: own };
}

/** The first of the named examples whose value stands in the document. */
function namedExample(root: JsonObject, given: JsonValue | undefined): JsonValue | undefined {
  const named = isObject(given) ? Object.values(given) : [];
  return named.map((one) => member(resolved(root, one), 'value')).find((value) => value !== undefined);
}

function exampleOfSchema(search: Search, given: JsonValue | undefined): Example {
  const within = enter(search, given);
  const schema = within === null ? null : flattened(within, given);
  if (within === null || schema === null) return { missing: '' };
  const own = [member(schema, 'example'), items(member(schema, 'examples'))[0], member(schema, 'default'), member(schema, 'const'), items(member(schema, 'enum'))[0]].find((value) => value !== undefined);
  if (own !== undefined) return { value: own };
  const choices = [...items(member(schema, 'oneOf')), ...items(member(schema, 'anyOf'))];
  for (const choice of choices) {
    const example = exampleOfSchema(within, choice);
    if ('value' in example) return example;
  }
  const types = [member(schema, 'type')].flat();
  if (Object.keys(objectAt(schema, 'properties')).length > 0 || types.includes('object')) return exampleOfObject(within, schema);
  return types.includes('array') ? exampleOfList(within, schema) : { missing: '' };
}

/** The search within a schema; null when it is within itself, or too deep. */
function enter({ root, way, depth, seen }: Search, given: JsonValue | undefined): Search | null {
  seen.schemas++;
  if (seen.schemas > limits.schemas) throw new DocumentError(`has a schema of more than ${limits.schemas} parts, of which no example can be made`);
  const reference = member(given, '$ref');
  if (depth === limits.depth || (typeof reference === 'string' && way.includes(reference))) return null;
  return { root, way: typeof reference === 'string' ? [...way, reference] : way, depth: depth + 1, seen };
}

function exampleOfObject(search: Search, schema: JsonObject): Example {
  const required = items(member(schema, 'required'));
  const entries: [string, JsonValue][] = [];
  for (const [name, property] of Object.entries(objectAt(schema, 'properties'))) {
    if (member(resolved(search.root, property), 'readOnly') === true) continue;
    const example = exampleOfSchema(search, property);
    if ('value' in example) entries.push([name, example.value]);
    else if (required.includes(name)) return { missing: joined(name, example.missing) };
  }
  return { value: Object.fromEntries(entries) };
}

function exampleOfList(search: Search, schema: JsonObject): Example {
  const item = exampleOfSchema(search, member(schema, 'items'));
  if ('value' in item) return { value: [item.value] };
  return Number(member(schema, 'minItems') ?? 0) > 0 ? { missing: joined('[0]', item.missing) } : { value: [] };
}

function joined(name: string, within: string): string {
  return within === '' || within.startsWith('[') ? `${name}${within}` : `${name}.${within}`;
}

/** A schema with its reference followed and the parts of its `allOf` laid together; null for what is no object. */
function flattened(search: Search, given: JsonValue | undefined): JsonObject | null {
  const schema = resolved(search.root, given);
  if (!isObject(schema)) return null;
  const parts = items(member(schema, 'allOf')).map((part) => {
    const within = enter(search, part);
    return within === null ? null : flattened(within, part);
  }).filter(isObject);
  const all = [...parts, schema];
  const examples = all.map((part) => member(part, 'example')).filter((value) => value !== undefined);
  return {
    ...laidTogether(all),
    properties: laidTogether(all.map((part) => objectAt(part, 'properties'))),
    required: all.flatMap((part) => items(member(part, 'required'))),
    ...(examples.length > 1 && examples.every(isObject) ? { example: laidTogether(examples) } : {}),
  };
}

function laidTogether(objects: readonly JsonObject[]): JsonObject {
  return objects.reduce<JsonObject>((all, one) => ({ ...all, ...one }), {});
}

function objectAt(value: JsonObject, key: string): JsonObject {
  const found = member(value, key);
  return isObject(found) ? found : {};
}
