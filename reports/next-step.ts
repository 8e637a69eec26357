import type { Verdict } from '../verdict/verdict.ts';
import { adviceInWords } from './rollback-words.ts';

function afterNoGo(verdict: Verdict): string {
  const advice = verdict.rollback ? adviceInWords(verdict.rollback) : null;
  if (advice !== null) return `Stop here. ${advice}`;
  const owners = new Set(verdict.reasons.map((reason) => reason.attribution));
  if (!owners.has('release') && owners.has('environment')) {
    return 'Stop here. The cause is in this environment, and rolling back may not help: repair it and run again, or roll back.';
  }
  return 'Stop here. Roll back, or repair the first reason and run again.';
}

function afterInconclusive(verdict: Verdict): string {
  const [first] = verdict.reasons;
  if (first?.attribution === 'runner') return 'Nothing is proven: this is not a GO. Repair the runner and run again before you decide.';
  if (first?.attribution === 'dependency') return 'The release itself showed no fault, but what it depends on did: this is not a GO. Ask its owner, then run again.';
  return 'Not enough was seen for a GO. Close the gap named above and run again before you decide.';
}

/** One or two sentences on what the reader of a verdict does now. gonogo itself does nothing about it. */
export function nextStep(verdict: Verdict): string {
  if (verdict.verdict === 'GO') return verdict.warnings.length > 0 ? 'The release may stay; look at the warnings by day.' : 'The release may stay.';
  if (verdict.go) return 'Overridden by decision: the pipeline goes on.';
  if (verdict.override) return 'The override has ended: stop here, or decide again.';
  return verdict.verdict === 'NO_GO' ? afterNoGo(verdict) : afterInconclusive(verdict);
}
