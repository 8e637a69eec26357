import { declaredBy } from '../verdict/contract-answer.ts';
import type { DeclaredResponse, JsonValue } from '../verdict/plan.ts';
import type { OpenApiDocument, Operation } from './document.ts';
import { isObject, member, resolved } from './references.ts';
import { answerSchema } from './schema.ts';

/** Content whose schema can be asked. */
const isJsonType = /^[^;]*(?:[/+]json|\*)\s*(?:;|$)/i;

/**
 * The responses that an operation declares, with the schemas of JSON in them.
 * @param accepted whether an answer with this status goes on to be looked at: the schemas of others are left out
 * @throws DocumentError for a reference that leads nowhere or outside
 */
export function responsesOf(document: OpenApiDocument, { body }: Operation, accepted: (status: number) => boolean): DeclaredResponse[] {
  const declared = member(body, 'responses');
  const given = Object.entries(isObject(declared) ? declared : {}).filter(([status]) => /^(?:[1-5](?:\d\d|XX)|default)$/i.test(status));
  const bare = given.map(([status]): DeclaredResponse => ({ status, contents: [] }));
  const used = new Set(Array.from({ length: 500 }, (_, index) => index + 100).filter(accepted).map((status) => declaredBy(bare, status)));
  return bare.map((response, index) => {
    const value = resolved(document.root, given[index]?.[1]);
    const content = member(value, 'content');
    const contents = Object.entries(isObject(content) ? content : {}).map(([type, media]) => ({ type, ...(used.has(response) && isJsonType.test(type) ? schemaOf(document, member(resolved(document.root, media), 'schema')) : {}) }));
    return { ...response, contents };
  });
}

function schemaOf(document: OpenApiDocument, schema: JsonValue | undefined) {
  return schema === undefined ? {} : { schema: answerSchema(document, schema) };
}
