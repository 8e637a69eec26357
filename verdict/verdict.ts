import type { z } from 'zod';
import type { attemptRecordSchema, checkResultSchema, findingRecordSchema, reasonSchema, verdictSchema } from './schema.ts';

/** The document that pipelines consume, as written to `verdict.json`. */
export type Verdict = z.infer<typeof verdictSchema>;
/** The answer to one check. */
export type CheckResult = z.infer<typeof checkResultSchema>;
/** A finding with its words. */
export type FindingRecord = z.infer<typeof findingRecordSchema>;
/** One attempt at a check. */
export type AttemptRecord = z.infer<typeof attemptRecordSchema>;
/** One line of the verdict's why. */
export type Reason = z.infer<typeof reasonSchema>;
/** `pass`, `fail`, `flaky` (passed after a failure), `skipped`, or `error` (could not be answered). */
export type Outcome = CheckResult['outcome'];
