import { z } from 'zod';
import { takenSchema } from './baseline/schema.ts';
import { attributions } from './finding.ts';
import { checkKinds, severities } from './plan.ts';
import { factKinds } from './snapshot.ts';
import { effects } from './rollback.ts';

/**
 * The one source of the verdict contract: the types of `verdict.ts` and the shipped
 * `verdict.schema.json` are both made from it.
 */
const severity = z.enum(severities);
const attribution = z.enum(attributions);
const milliseconds = z.number().nonnegative();
const instant = z.iso.datetime();
const paths = z.array(z.string());

export const findingRecordSchema = z.object({
  code: z.string().describe('Stable name of what was found; see docs/findings.md'),
  severity,
  attribution,
  confirmed: z.boolean().describe('Seen again when it was looked at again'),
  message: z.string().describe('What was seen and what was expected'),
  advice: z.string().describe('What to do about it'),
  since: instant.describe('When it was first seen in this run'),
  data: z.record(z.string(), z.unknown()),
  evidence: paths,
});

export const attemptRecordSchema = z.object({
  startedAt: instant,
  durationMs: milliseconds,
  outcome: z.enum(['pass', 'fail', 'error']),
});

export const checkResultSchema = z.object({
  id: z.string(),
  kind: z.enum(checkKinds),
  title: z.string(),
  severity,
  outcome: z.enum(['pass', 'fail', 'flaky', 'skipped', 'error']),
  durationMs: milliseconds,
  attempts: z.array(attemptRecordSchema),
  findings: z.array(findingRecordSchema),
  metrics: z.record(z.string(), z.number()),
  evidence: paths,
});

export const reasonSchema = z.object({
  code: z.string(),
  severity,
  check: z.string(),
  message: z.string(),
  attribution,
  evidence: paths,
});

const threeWay = z.union([z.boolean(), z.literal('unknown')]);

export const rollbackSchema = z.object({
  safe: threeWay.describe('Whether the last good release can be put back as things are'),
  blockers: z.array(z.string()).describe('Why not; empty unless safe is false'),
  unknowns: z.array(z.string()).describe('What was not said or could not be found out'),
  command: z.string().nullable().describe('How to do it; gonogo never does'),
  runbook: z.string().nullable(),
  lastGood: z.object({ release: z.string(), fetchable: threeWay, detail: z.string(), checkedAt: instant.nullable() }),
  takes: z.object({ durationMs: milliseconds, rehearsed: z.string().nullable().describe('Day when it was measured; null when it is a promise') }).nullable(),
  migrations: z
    .object({
      tool: z.string(),
      since: z.array(z.string()).describe('Newest migrations of the last good release'),
      newest: z.string().nullable(),
      pending: z.number().int().nonnegative().describe('How many migrations are newer'),
      safe: z.number().int().nonnegative(),
      unsafe: z.number().int().nonnegative(),
      unknown: z.number().int().nonnegative(),
      statements: z.array(z.object({ migration: z.string(), effect: z.enum(effects), reason: z.string(), statement: z.string() })).describe('At most 50, the worst first'),
    })
    .nullable(),
  clock: z.object({
    deployedAt: instant.nullable(),
    sinceDeployMs: milliseconds.nullable(),
    maxOutageMs: milliseconds.nullable().describe('Longest outage that is promised'),
    fixTakesMs: milliseconds.nullable(),
    latestStart: instant.nullable().describe('A rollback that starts later ends after the promised outage'),
    leftMs: z.number().nullable().describe('From the verdict to latestStart; negative when that is past'),
    advice: z.object({ do: z.enum(['roll-back', 'fix-forward', 'look-first']), reasons: z.array(z.string()) }).nullable().describe('Of a NO_GO only'),
  }),
});

export const overrideSchema = z.object({
  reason: z.string().min(1),
  by: z.string().min(1).describe('Who decided it'),
  ticket: z.string().nullable(),
  at: instant,
  expires: instant.describe('From then on go counts as false'),
  original: z.object({ verdict: z.enum(['NO_GO', 'INCONCLUSIVE']), sha256: z.string() }).describe('The verdict as it was reached, kept as verdict-original.json'),
});

export const verdictSchema = z.object({
  schema: z.literal('gonogo.verdict/v1'),
  id: z.string().describe('Run id; a verdict file with another id than the run that is asked about is no verdict'),
  tool: z.object({ name: z.literal('gonogo'), version: z.string(), node: z.string(), playwright: z.string(), browser: z.string() }),
  verdict: z.enum(['GO', 'NO_GO', 'INCONCLUSIVE']),
  go: z.boolean().describe('True only for a GO, and while an override lasts'),
  summary: z.object({
    line: z.string().max(140),
    short: z.string().max(1024),
    text: z.string().max(4096),
  }),
  reasons: z.array(reasonSchema).describe('Most important first; empty only for GO'),
  warnings: z.array(reasonSchema).describe('What does not block'),
  target: z.object({ name: z.string(), url: z.string(), environment: z.string() }),
  release: z.object({
    expected: z.string().nullable(),
    observed: z.array(z.string()),
    match: z.union([z.boolean(), z.literal('unknown')]),
  }),
  reference: z
    .object({ name: z.string(), url: z.string(), environment: z.string(), takenAt: instant, declared: z.number().int().nonnegative(), notCompared: z.array(z.string()), hidden: z.number().int().nonnegative() })
    .optional()
    .describe('The snapshot that the environment was compared with; absent where none was. `declared`: differences that the configuration expects, `hidden`: secret values under another salt'),
  drift: z
    .array(z.object({ kind: z.enum(factKinds), name: z.string(), label: z.string(), severity, reference: z.string().nullable(), observed: z.string().nullable(), checks: z.array(z.string()).describe('Ids of the failed checks that it may explain') }))
    .optional()
    .describe('What differs from the reference and is not declared, most severe first'),
  trigger: z.object({ type: z.enum(['pipeline', 'manual', 'schedule']), actor: z.string().optional(), url: z.string().optional() }),
  coverage: z.object({
    planned: z.number().int().nonnegative(),
    executed: z.number().int().nonnegative(),
    criticalPlanned: z.number().int().nonnegative(),
    criticalExecuted: z.number().int().nonnegative(),
    skipped: z.array(z.string()).describe('Ids of the planned checks that were not executed'),
  }),
  checks: z.array(checkResultSchema),
  rollback: rollbackSchema.nullable().optional().describe('Null when the configuration says nothing about it'),
  override: overrideSchema.nullable().optional().describe('A decision of people against the verdict'),
  baseline: takenSchema.extend({ file: z.string() }).nullable().optional().describe('The good release that was compared with; absent when none was'),
  timing: z.object({
    startedAt: instant,
    finishedAt: instant,
    durationMs: milliseconds,
    deadlineMs: milliseconds,
    deadlineHit: z.boolean(),
  }),
  evidence: z.array(
    z.object({
      id: z.string(),
      type: z.enum(['screenshot', 'heat-map', 'trace', 'exchange', 'log', 'observation']),
      path: z.string().describe('Relative to the verdict file'),
      contentType: z.string(),
      sha256: z.string(),
      bytes: z.number().int().nonnegative(),
    }),
  ),
  links: z.array(z.object({ label: z.string(), url: z.string() })),
  timeline: z.array(z.object({ at: instant, event: z.string(), detail: z.string() })),
});

/** JSON Schema (draft 2020-12) of the verdict document. */
export function verdictJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(verdictSchema);
  return { $id: 'gonogo.verdict/v1', title: 'gonogo verdict', ...schema };
}
