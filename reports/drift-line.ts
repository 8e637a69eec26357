import { orderBeside } from '../verdict/drift-beside.ts';
import { counted } from '../verdict/text.ts';
import type { Verdict } from '../verdict/verdict.ts';

/** Labels that a line tells. */
const mostLabels = 3;

/** Name of the reference, for people. */
export function referenceName({ reference }: Pick<Verdict, 'reference'>): string {
  if (reference === undefined) return 'the reference';
  return reference.environment === 'unknown' ? reference.name : reference.environment;
}

/** What differs from the reference beside a failed check: `differs from uat: CSP connect-src, flag new-checkout`; null for nothing. */
export function driftLine(verdict: Verdict, check: string): string | null {
  const failed = verdict.checks.find(({ id }) => id === check);
  const order = failed === undefined ? [] : orderBeside(failed);
  const near = (verdict.drift ?? []).filter(({ checks }) => checks.includes(check)).sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind)).map(({ label }) => label);
  if (near.length === 0) return null;
  const more = near.length - mostLabels;
  return `differs from ${referenceName(verdict)}: ${near.slice(0, mostLabels).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** How the environment compares with the reference, in one clause; null where nothing was compared. */
export function driftFact(verdict: Verdict): string | null {
  const { reference, drift } = verdict;
  if (reference === undefined || drift === undefined) return null;
  const day = reference.takenAt.slice(0, 10);
  const telling = drift.filter(({ severity }) => severity !== 'trivial');
  const declared = reference.declared > 0 ? `, and ${reference.declared} declared` : '';
  if (drift.length === 0) return `none from ${referenceName(verdict)} of ${day}${declared}`;
  const labels = telling.slice(0, mostLabels).map(({ label }) => label).join(', ');
  const more = telling.length - mostLabels;
  return `${counted(drift.length, 'difference')} from ${referenceName(verdict)} of ${day}${declared}${labels === '' ? '' : `: ${labels}${more > 0 ? ` and ${more} more` : ''}`}`;
}
