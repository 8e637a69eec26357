import { parse } from 'yaml';
import type { JsonValue } from '../verdict/plan.ts';
import { DocumentError, type JsonObject, isObject, items, member, resolved } from './references.ts';

/** Characters of a document in YAML: reading it takes a second or two for each million. */
const yamlLimit = 5 * 1024 * 1024;

/** Times that the anchors of a YAML document may be repeated. */
const yamlAliases = 1000;

const methodKeys = ['get', 'head', 'options', 'post', 'put', 'patch', 'delete'] as const;

/** A description of an API. Hostile as anything from outside: no member is trusted to be what it should. */
export interface OpenApiDocument {
  version: '3.0' | '3.1';
  root: JsonObject;
  operations: Operation[];
}

/** One call that a document describes. */
export interface Operation {
  /** Its `operationId`; `GET /orders/{id}` when it has none. */
  name: string;
  method: Uppercase<(typeof methodKeys)[number]>;
  /** As in the document, with names in braces. */
  path: string;
  /** What the path item says for all of its methods. */
  item: JsonObject;
  body: JsonObject;
}

/**
 * Reads an OpenAPI document of version 3.0 or 3.1 as JSON or YAML.
 * @throws DocumentError when it is none
 */
export function readDocument(text: string): OpenApiDocument {
  const root = parsed(text.replace(/^\uFEFF/, ''));
  if (!isObject(root)) throw new DocumentError('holds no object');
  const written = member(root, 'openapi') ?? member(root, 'swagger');
  const [, version] = /^(3\.[01])(\.|$)/.exec(String(written)) ?? [];
  if (member(root, 'openapi') === undefined || (version !== '3.0' && version !== '3.1')) {
    throw new DocumentError(written === undefined ? 'does not say which version of OpenAPI it is in' : `is in version ${JSON.stringify(written)} of OpenAPI; 3.0 and 3.1 can be used`);
  }
  return { version, root, operations: operationsOf(root) };
}

function parsed(text: string): unknown {
  const isJson = /^\s*[{[]/.test(text);
  if (!isJson && text.length > yamlLimit) throw new DocumentError(`is YAML of more than ${yamlLimit / 1_048_576} MB: give it as JSON`);
  try {
    return isJson ? JSON.parse(text) : parse(text, { maxAliasCount: yamlAliases, logLevel: 'error' });
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new DocumentError(`is neither JSON nor YAML that can be read: ${reason.replace(/[.:]$/, '')}`, { cause: error });
  }
}

/** A path item that leads nowhere has no operations. */
function operationsOf(root: JsonObject): Operation[] {
  const paths = member(root, 'paths');
  return Object.entries(isObject(paths) ? paths : {}).flatMap(([path, given]) => {
    const item = path.startsWith('/') ? itemOf(root, given) : undefined;
    if (item === undefined) return [];
    return methodKeys.flatMap((key): Operation[] => {
      const body = member(item, key);
      if (!isObject(body)) return [];
      const id = member(body, 'operationId');
      const method = key.toUpperCase() as Operation['method'];
      return [{ name: typeof id === 'string' && id !== '' ? id : `${method} ${path}`, method, path, item, body }];
    });
  });
}

function itemOf(root: JsonObject, given: JsonValue): JsonObject | undefined {
  try {
    const item = resolved(root, given);
    return isObject(item) ? item : undefined;
  } catch (error) {
    if (error instanceof DocumentError) return undefined;
    throw error;
  }
}

/** The parameters of an operation, its own over those of the path item. @throws DocumentError for a reference that leads nowhere */
export function parametersOf({ root }: OpenApiDocument, { item, body }: Operation): JsonObject[] {
  const all = [...items(member(item, 'parameters')), ...items(member(body, 'parameters'))].map((given) => resolved(root, given)).filter(isObject);
  return [...new Map(all.map((parameter) => [`${String(parameter['in'])} ${String(parameter['name'])}`, parameter])).values()];
}
