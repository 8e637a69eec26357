import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Verdict } from '../verdict/verdict.ts';

const schemaFile = join(import.meta.dirname, '../verdict.schema.json');

/**
 * The verdict in an output folder, checked against the shipped schema by an independent validator.
 *
 * @throws when there is none, or when it does not keep to the schema.
 */
export function readVerdictDocument(outputDir: string): Verdict {
  const verdict: unknown = JSON.parse(readFileSync(join(outputDir, 'verdict.json'), 'utf8'));
  const ajv = new Ajv2020({ allErrors: true, strict: true });
  addFormats.default(ajv);
  const validate = ajv.compile<Verdict>(JSON.parse(readFileSync(schemaFile, 'utf8')) as object);
  if (!validate(verdict)) throw new Error(`verdict.json does not keep to its schema: ${ajv.errorsText(validate.errors)}`);
  return verdict;
}
