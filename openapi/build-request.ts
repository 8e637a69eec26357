import type { JsonValue } from '../verdict/plan.ts';
import { type OpenApiDocument, type Operation, parametersOf } from './document.ts';
import { type Example, exampleOf } from './example.ts';
import { type Parameter, readParameter } from './parameters.ts';
import { type JsonObject, isObject, member, resolved } from './references.ts';

/** What is given elsewhere, and so needs no example. */
export interface Given {
  /** Names of parameters that are given, or left out on purpose. */
  parameters: readonly string[];
  /** Names in the query, and lower-case names of headers. */
  query: readonly string[];
  headers: readonly string[];
  /** Whether the body is given. */
  body: boolean;
}

/** A request as far as the document gives it. */
export interface BuiltRequest {
  parameters: Parameter[];
  /** The values that the document gives, in the order of the parameters. */
  filled: { parameter: Parameter; value: JsonValue }[];
  body?: { contentType: string; text: string };
  /** The type of JSON that the operation takes. */
  jsonType?: string;
  /** What is required and has no value: a parameter, or a place in the body. */
  missing: ({ parameter: Parameter } | { body: string })[];
}

/**
 * Fills the parameters and the body of an operation from examples and defaults of the document. Parameters that are not required
 * are filled when they stand in the query and are not deprecated; headers and cookies only when they are required.
 * @throws DocumentError for a reference that leads nowhere or outside
 */
export function buildRequest(document: OpenApiDocument, operation: Operation, given: Given): BuiltRequest {
  const described = describedParameters(document, operation);
  const filled: BuiltRequest['filled'] = [];
  const missing: BuiltRequest['missing'] = [];
  for (const { parameter, source } of described) {
    if (isGiven(parameter, given) || (!parameter.required && (parameter.place !== 'query' || member(source, 'deprecated') === true))) continue;
    const example = parameter.required ? exampleOf(document.root, contentOf(source)) : optional(document, source);
    if ('value' in example) filled.push({ parameter, value: example.value });
    else if (parameter.required) missing.push({ parameter });
  }
  const { lacks, ...body } = bodyOf(document, operation, given);
  return { parameters: described.map(({ parameter }) => parameter), filled, missing: lacks === undefined ? missing : [...missing, { body: lacks }], ...body };
}

/** The parameters, and those that a path names and nothing describes. */
function describedParameters(document: OpenApiDocument, operation: Operation): { parameter: Parameter; source: JsonObject }[] {
  const described = parametersOf(document, operation).flatMap((source) => {
    const parameter = readParameter(source);
    return parameter === null ? [] : [{ parameter, source }];
  });
  const inPath = described.filter(({ parameter }) => parameter.place === 'path').map(({ parameter }) => parameter.name);
  const named = [...operation.path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name).filter((name) => !inPath.includes(name));
  return [...described, ...named.flatMap((name) => {
    const source = { name, in: 'path' };
    const parameter = readParameter(source);
    return parameter === null ? [] : [{ parameter, source }];
  })];
}

function isGiven({ name, place }: Parameter, { parameters, query, headers }: Given): boolean {
  return parameters.includes(name) || (place === 'query' && query.includes(name)) || (place === 'header' && headers.includes(name.toLowerCase()));
}

/** Of what is not required only what the document clearly gives: not the first of listed values. */
function optional(document: OpenApiDocument, source: JsonObject): Example {
  const content = contentOf(source);
  const schema = resolved(document.root, member(content, 'schema'));
  const clear = ['example', 'examples'].some((key) => member(content, key) !== undefined) || ['example', 'examples', 'default'].some((key) => member(schema, key) !== undefined);
  return clear ? exampleOf(document.root, content) : { missing: '' };
}

/** What holds example and schema of a parameter: itself, or its content. */
function contentOf(source: JsonObject): JsonObject {
  const content = member(source, 'content');
  const [first] = isObject(content) ? Object.values(content) : [];
  return isObject(first) ? first : source;
}

/** JSON before a form before text, as an operation takes them. Other bodies cannot be built; of one that is required, `lacks` says what for. */
function bodyOf(document: OpenApiDocument, { body }: Operation, given: Given): Pick<BuiltRequest, 'body' | 'jsonType'> & { lacks?: string } {
  const request = resolved(document.root, member(body, 'requestBody'));
  const content = member(request, 'content');
  const types = Object.keys(isObject(content) ? content : {});
  const json = types.find((type) => /[/+]json\s*(?:;|$)/i.test(type));
  const found = json === undefined ? {} : { jsonType: json };
  if (given.body || types.length === 0) return found;
  const isRequired = member(request, 'required') === true;
  const type = json ?? types.find((one) => /^application\/x-www-form-urlencoded/i.test(one)) ?? types.find((one) => /^text\/|[/+]xml/i.test(one));
  const media = type === undefined ? undefined : resolved(document.root, member(content, type));
  const example = isObject(media) ? exampleOf(document.root, media) : { missing: '' };
  const text = type !== undefined && 'value' in example ? written(type, example.value) : null;
  if (type !== undefined && text !== null) return { ...found, body: { contentType: type, text } };
  return isRequired ? { ...found, lacks: 'missing' in example ? example.missing : '' } : found;
}

/** A value as a body of a type; null where it cannot be written so. */
function written(type: string, value: JsonValue): string | null {
  if (/[/+]json\s*(?:;|$)/i.test(type)) return JSON.stringify(value);
  if (typeof value === 'string') return value;
  if (!isObject(value) || !/^application\/x-www-form-urlencoded/i.test(type)) return null;
  return new URLSearchParams(Object.entries(value).map(([name, one]) => [name, typeof one === 'object' ? JSON.stringify(one) : String(one)])).toString();
}
