import { createHash } from 'node:crypto';
import type { FindingRecord, Verdict } from '../../verdict/verdict.ts';
import { causeOf } from '../../verdict/evaluate.ts';

function anchor(kind: string, name: string, distinct: string): string {
  const slug = name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 48);
  const hash = createHash('sha256').update(distinct).digest('hex').slice(0, 8);
  return [kind, slug, hash].filter(Boolean).join('-');
}

/** Id of a check's row: the same in every run, so that a link to it stays good. */
export function checkAnchor(check: string): string {
  return anchor('check', check.slice(0, 200), check);
}

/** Id of a finding: the same in every run that finds the same cause on the same check. */
export function findingAnchor(check: string, finding: Pick<FindingRecord, 'code' | 'data'>): string {
  return anchor('finding', `${finding.code} ${check.slice(0, 200)}`, `${check} ${finding.code} ${causeOf(finding) ?? ''}`);
}

/** Id of what a page said in its console. */
export function consoleAnchor(subject: string): string {
  return anchor('console', subject.slice(0, 200), subject);
}

/** Id of a picture: what it shows decides, not where it lies. */
export function pictureAnchor({ sha256 }: Pick<Verdict['evidence'][number], 'sha256'>): string {
  return `picture-${sha256.replace(/[^0-9a-f]/gi, '').slice(0, 16)}`;
}
