import type { PageLook } from '../observation.ts';
import type { ConsoleAllowance, PagePlan, Severity } from '../plan.ts';
import { severities } from '../plan.ts';
import type { Remark } from '../finding.ts';
import type { Party } from '../party.ts';

/** What a page rule may know besides the look itself. */
export interface PageContext {
  page: PagePlan;
  /** Severity of the check that asks; what a rule objects to outright gets it. */
  severity: Severity;
  partyOf: (url: string) => Party;
  consoleAllow: ConsoleAllowance[];
  /** The day of the run, `YYYY-MM-DD`. */
  today: string;
}

/** From one look at a page to what is wrong with it. Pure. */
export type PageRule = (look: PageLook, context: PageContext) => Remark[];

/** The milder of two severities. */
export function milder(a: Severity, b: Severity): Severity {
  return severities.indexOf(a) >= severities.indexOf(b) ? a : b;
}
