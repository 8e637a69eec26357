import { upgradeFromThreeToThreeOne } from '@scalar/openapi-upgrader/3.0-to-3.1';
import type { JsonSchema, JsonValue } from '../verdict/plan.ts';
import type { OpenApiDocument } from './document.ts';
import { type JsonObject, isObject, items, lookUp, member, resolved } from './references.ts';

/** Keywords whose value is a schema, a list of schemas, or schemas by name. Those with another value hold data. */
const keywords = {
  schema: ['not', 'items', 'additionalItems', 'additionalProperties', 'contains', 'propertyNames', 'if', 'then', 'else', 'unevaluatedItems', 'unevaluatedProperties'],
  list: ['allOf', 'anyOf', 'oneOf', 'prefixItems', 'items'],
  named: ['properties', 'patternProperties', 'dependentSchemas', '$defs', 'definitions'],
};

/** What says nothing of an answer. Names of schemas go because every reference is by place. */
const left = ['example', 'examples', 'discriminator', 'xml', 'externalDocs', 'description', 'title', '$id', '$schema', '$comment'];

/** Where the schema itself stands among those that it needs. */
const answer = 'answer';

/**
 * A schema of a document as JSON Schema that stands by itself: what it refers to comes along, and the words of OpenAPI 3.0 (`nullable`
 * and others) become those of JSON Schema. Properties that are only written (`writeOnly`) are not required of an answer.
 * @throws DocumentError for a reference that leads nowhere or outside
 */
export function answerSchema({ root, version }: Pick<OpenApiDocument, 'root' | 'version'>, schema: JsonValue): JsonSchema {
  const names = new Map<string, string>();
  const schemas: JsonObject = {};
  const nameOf = (reference: string): string => {
    const known = names.get(reference);
    if (known !== undefined) return known;
    const name = `s${names.size}`;
    names.set(reference, name);
    schemas[name] = converted(lookUp(root, reference));
    return name;
  };

  function converted(given: JsonValue, isArm = false): JsonValue {
    if (!isObject(given)) return given;
    // Without a type `nullable` has no meaning of its own; it is meant all the same, and in 3.1 as well.
    const isLoose = ['type', '$ref'].every((key) => member(given, key) === undefined);
    if (isLoose && member(given, 'nullable') !== undefined) {
      const rest = converted(without(given, 'nullable'));
      return member(given, 'nullable') === true ? orNull(rest, isArm) : rest;
    }
    const reference = member(given, '$ref');
    if (typeof reference !== 'string') return Object.fromEntries(Object.entries(given).filter(([key]) => !left.includes(key)).map(([key, value]) => [key, inKeyword(given, key, value)]));
    const target = `#/$defs/${nameOf(reference)}`;
    if (version === '3.1') return { ...(converted(without(given, '$ref')) as JsonObject), $ref: target };
    return { $ref: target, ...(member(given, 'nullable') === true ? { nullable: true } : {}) };
  }

  function inKeyword(schema: JsonObject, key: string, value: JsonValue): JsonValue {
    if (key === 'required') return items(value).filter((name) => member(resolved(root, member(member(schema, 'properties'), String(name))), 'writeOnly') !== true);
    if (key === 'enum' && version === '3.0' && member(schema, 'nullable') === true) return [...new Set([...items(value), null])];
    if (keywords.list.includes(key) && Array.isArray(value)) return value.map((one) => converted(one, key === 'anyOf' || key === 'oneOf'));
    if (keywords.named.includes(key) && isObject(value)) return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, converted(one)]));
    return keywords.schema.includes(key) ? converted(value) : value;
  }

  schemas[answer] = converted(schema);
  const dialect = String(member(root, 'jsonSchemaDialect') ?? '');
  return {
    ...(version === '3.1' && /draft-0[67]\/schema/.test(dialect) ? { $schema: dialect } : {}),
    $ref: `#/$defs/${answer}`,
    $defs: version === '3.0' ? upgraded(schemas) : schemas,
  };
}

/** An arm of a union that says nothing but `nullable` is null; any other such schema is anything. */
function orNull(schema: JsonValue, isArm: boolean): JsonValue {
  if (isObject(schema) && Object.keys(schema).length === 0) return isArm ? { type: 'null' } : schema;
  return { anyOf: [schema, { type: 'null' }] };
}

function without(object: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}

function upgraded(schemas: JsonObject): JsonObject {
  const document = upgradeFromThreeToThreeOne({ openapi: '3.0.3', info: { title: '', version: '' }, paths: {}, components: { schemas } }) as JsonObject;
  return member(member(document, 'components'), 'schemas') as JsonObject;
}
