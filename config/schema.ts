import { z } from 'zod';
import { duration, path, pattern, place, severity, text, unique, url, wanting } from './fields.ts';
import { drift } from './drift-schema.ts';
import { partner } from './partner-schema.ts';
import { logs } from './logs-schema.ts';
import { release } from './release-schema.ts';
import { rollback } from './rollback-schema.ts';
import { issuePredicate, issueSentences } from './sentence.ts';
import { viewportNames } from '../verdict/plan.ts';

const page = z.strictObject({
  path,
  name: text.optional(),
  severity: severity.default('blocker'),
  sees: z.union([text, z.strictObject({ selector: text })], { error: wanting('a text, or an element as { selector: "…" }') }).optional(),
  document: z
    .strictObject({
      type: z.string().regex(/^[\w.+-]+\/[\w.+-]*$/, { error: wanting('a content type such as text/html') }).optional(),
      status: z.int().min(100).max(599).optional(),
      finalUrl: place('/login').optional(),
    })
    .optional(),
  viewports: z.array(z.enum(viewportNames)).min(1).default(['desktop']),
});

const host = z.string().regex(/^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)*$/i, { error: wanting('a host such as cdn.example.net, without https://, port and path') });
const globs = z.union([text, z.array(text).min(1)], { error: wanting('a glob or a list of globs, such as smoke/**/*.spec.ts') });

const gateSchema = z.strictObject({
  targets: z.record(text, z.strictObject({ url, environment: text.optional() })).default({}),
  pages: z.array(page).superRefine(unique('path')).superRefine(unique('name')).default([]),
  partners: z.array(partner).superRefine(unique('name')).default([]),
  control: url.nullable().default(null),
  firstParty: z.array(host.toLowerCase()).default([]),
  console: z
    .strictObject({
      allow: z
        .array(z.strictObject({ match: pattern, reason: text, expires: z.iso.date({ error: wanting('a day written as YYYY-MM-DD') }).optional() }))
        .default([]),
    })
    .prefault({}),
  policy: z
    .strictObject({
      block: z.array(severity).default(['blocker', 'critical']),
      flaky: z.enum(['warn', 'block']).default('warn'),
      dependency: z.enum(['inconclusive', 'warn']).default('inconclusive'),
    })
    .prefault({}),
  release: release.nullable().default(null),
  drift: drift.prefault({}),
  rollback: rollback.optional(),
  logs: logs.optional(),
  specs: globs.transform((value) => (typeof value === 'string' ? [value] : value)).default([]),
  output: text.nullable().default(null),
  deadline: duration.prefault('5m'),
});

/**
 * A validated configuration with the defaults filled in. Durations are milliseconds, regular expressions are sources,
 * `specs` is a list, and secrets are still references to the environment.
 */
export type Gate = z.output<typeof gateSchema>;
export type GatePartner = Gate['partners'][number];
export type GateStep = GatePartner['journeys'][number]['steps'][number];

/** Validates what a configuration file exports. Problems are sentences, one each, with the full path of the value. */
export function readGate(value: unknown): { gate: Gate } | { problems: string[] } {
  const result = gateSchema.safeParse(value, { error: issuePredicate });
  return result.success ? { gate: result.data } : { problems: result.error.issues.flatMap(issueSentences) };
}
