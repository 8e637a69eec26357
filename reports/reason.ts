import type { FindingRecord, Reason, Verdict } from '../verdict/verdict.ts';

/** What stands in `check` of a reason that belongs to no single check. */
const wholeRun: Record<string, string> = { run: 'The run as a whole', release: 'The served release' };

/** The title of the check that a reason comes from, as written by its author. */
export function titleOf(verdict: Verdict, reason: Reason): string {
  const check = verdict.checks.find(({ id }) => id === reason.check);
  return check?.title ?? wholeRun[reason.check] ?? (reason.check || reason.code);
}

/** The finding behind a reason: its advice, whether it was confirmed, and its data. */
export function findingOf(verdict: Verdict, reason: Reason): FindingRecord | undefined {
  const findings = verdict.checks.find(({ id }) => id === reason.check)?.findings ?? [];
  const sameCode = findings.filter(({ code }) => code === reason.code);
  return sameCode.find(({ message }) => reason.message.startsWith(message)) ?? sameCode[0];
}

/** The summary line without the verdict word, for where that already stands beside it. */
export function whyOf(verdict: Verdict): string {
  const [first] = verdict.reasons;
  // The line of an overridden verdict begins with who did it, which is told elsewhere.
  if (verdict.override && first) return first.message;
  const line = verdict.summary.line.replace(/^(?:NO_GO|INCONCLUSIVE|GO)\s*[:·–-]?\s*/, '');
  return line.slice(0, 1).toUpperCase() + line.slice(1);
}

/** The served and the expected release in one clause. */
export function releaseInWords({ expected, observed, match }: Verdict['release']): string {
  const served = observed.length > 0 ? observed.join(', ') : null;
  if (expected === null) return served ? `${served} is served (no release was named to expect)` : 'not asked for';
  if (match === true) return `${expected} is served, as expected`;
  if (match === false) return `${expected} was expected, ${served ?? 'another one'} is served`;
  return `${expected} was expected; not proven${served ? `, ${served} was seen` : ''}`;
}
