import type { GateStep } from '../config/schema.ts';
import { isJson } from '../config/values.ts';
import { schemaProblem } from '../fixtures/json-schema.ts';
import { xpathProblem } from '../fixtures/xml-values.ts';
import type { JsonSchema, StepExpectation, StepPlan } from '../verdict/plan.ts';
import type { SecretReader } from './secrets.ts';

type Path = readonly PropertyKey[];

/** What a step's answer must be, with its schema read and its paths proven to be usable. */
export function planExpectation(step: GateStep, at: Path, reader: SecretReader): Pick<StepPlan, 'expect' | 'schema' | 'namespaces'> {
  const { expect, namespaces } = step;
  for (const path of Object.keys(expect.xml ?? {})) refuseXpath(path, namespaces ?? {}, [...at, 'expect', 'xml', path], reader);
  const schema = planSchema(expect.schema, [...at, 'expect', 'schema'], reader);
  const { degraded, fail } = expect.latency ?? {};
  const planned: StepExpectation = {
    status: expect.status ?? [],
    headers: Object.fromEntries(Object.entries(expect.headers).map(([name, value]) => [name.toLowerCase(), value])),
    json: expect.json,
    ...(schema === undefined ? {} : { schema: typeof expect.schema === 'string' ? expect.schema : 'inline' }),
    ...(expect.xml === undefined ? {} : { xml: expect.xml }),
    ...(expect.text === undefined ? {} : { text: expect.text }),
    ...(expect.size === undefined ? {} : { size: expect.size }),
    ...(expect.contentType === undefined ? {} : { contentType: expect.contentType }),
    ...(expect.latency === undefined ? {} : { latency: { ...(degraded === undefined ? {} : { degraded }), ...(fail === undefined ? {} : { fail }) } }),
  };
  return { expect: planned, ...(schema === undefined ? {} : { schema }), ...(namespaces === undefined ? {} : { namespaces }) };
}

/** Notes an XPath that cannot be used. */
export function refuseXpath(path: string, namespaces: Record<string, string>, at: Path, reader: SecretReader): void {
  const problem = xpathProblem(path, namespaces);
  if (problem !== null) reader.refuse(at, `is not an XPath that can be used: ${problem}`);
}

function planSchema(given: GateStep['expect']['schema'], at: Path, reader: SecretReader): JsonSchema | undefined {
  if (given === undefined) return undefined;
  const schema = typeof given === 'string' ? readSchema(given, at, reader) : given;
  if (schema === null) return undefined;
  const problem = schemaProblem(schema);
  if (problem !== null) reader.refuse(at, `is not a JSON Schema that can be used: ${problem}`);
  return schema;
}

function readSchema(file: string, at: Path, reader: SecretReader): JsonSchema | null {
  const text = reader.file(file, at);
  if (text === null) return null;
  try {
    const schema: unknown = JSON.parse(text);
    if (isJson(schema) && schema !== null && typeof schema === 'object' && !Array.isArray(schema)) return schema;
    reader.refuse(at, `names the file ${file}, which must hold a JSON object`);
  } catch (error) {
    reader.refuse(at, `names the file ${file}, which is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  return null;
}
