import { z } from 'zod';
import { jsonTypes } from '../journey-plan.ts';
import { stringFormats } from '../shape/string-format.ts';

/**
 * The one source of the baseline contract: the types of `baseline.ts` are made from it, and what a file holds is checked with
 * it. Objects are strict, so that a key that somebody made up is told and not ignored.
 */
const instant = z.iso.datetime();

const fieldShapeSchema = z.strictObject({
  types: z.array(z.enum(jsonTypes)).min(1),
  optional: z.literal(true).optional(),
  seen: z.int().min(1).optional(),
  items: z.int().min(0).optional(),
  format: z.enum(stringFormats).optional(),
  values: z.array(z.string()).optional(),
  texts: z.int().min(1).optional(),
});

export const jsonShapeSchema = z.strictObject({
  fields: z.record(z.string(), fieldShapeSchema),
  cut: z.int().min(0).optional(),
});

/** Where a baseline comes from. Nothing else in the file has a time. */
export const takenSchema = z.strictObject({
  at: instant,
  run: z.string(),
  gonogo: z.string(),
  target: z.strictObject({ name: z.string(), environment: z.string() }),
  release: z.string().nullable(),
  forced: z.strictObject({ verdict: z.enum(['NO_GO', 'INCONCLUSIVE']), reason: z.string() }).optional(),
});

/** Identifier of this version of the file. */
export const baselineId = 'gonogo.baseline/v1';

export const baselineSchema = z.strictObject({
  schema: z.literal(baselineId),
  taken: takenSchema,
  partners: z.record(z.string(), z.record(z.string(), z.record(z.string().regex(/^[1-5]\d\d$/), jsonShapeSchema))),
});

/** The same as it stands in a file: `digest` covers all but itself. */
export const baselineFileSchema = baselineSchema.extend({ taken: takenSchema.extend({ digest: z.string().regex(/^sha256:[0-9a-f]{64}$/) }) });
