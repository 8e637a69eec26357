import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verdictJsonSchema } from '../verdict/schema.ts';

/** Writes the JSON Schema of the verdict document, which ships in the package. */
writeFileSync(join(import.meta.dirname, '../verdict.schema.json'), `${JSON.stringify(verdictJsonSchema(), null, 2)}\n`);
