import { clip } from '../../verdict/text.ts';
import type { CheckResult, FindingRecord, Reason } from '../../verdict/verdict.ts';
import { findingExhibits } from './finding-exhibits.ts';
import { type Markup, type Part, html } from './markup.ts';
import { sinceStart } from './times.ts';
import type { Telling } from './telling.ts';

const limits = { message: 1500, advice: 1000 };

/** Whose a finding is, as the reader says it. */
const owners: Record<Reason['attribution'], string> = {
  release: 'the release',
  environment: 'this environment',
  dependency: 'something it depends on',
  runner: 'the runner, not the release',
};

/** How severe, whose, how often and since when: one line of small words. */
export function findingMarks(told: Pick<Reason, 'severity' | 'attribution' | 'code'>, finding: FindingRecord | undefined, runStart: string): Markup {
  const seen = finding && seenOf(finding.data);
  const marks: Part[] = [
    html`<span class="severity is-${told.severity}">${told.severity}</span>`,
    html`<span>Whose: ${owners[told.attribution]}</span>`,
    seen && html`<span>Seen ${seen.times} of ${seen.of} times</span>`,
    finding?.confirmed && html`<span>Confirmed</span>`,
    finding && html`<span>First at ${sinceStart(finding.since, runStart)}</span>`,
    html`<code class="finding-code">${told.code}</code>`,
  ];
  return html`<p class="marks">${marks}</p>`;
}

/** A finding in full: what was seen, what to do, and what can be shown. */
export function findingCard(telling: Telling, check: CheckResult | undefined, finding: FindingRecord): Markup {
  return html`<p class="seen">${clip(finding.message, limits.message)}</p>${findingBody(telling, check, finding)}`;
}

/** A finding below its message. */
export function findingBody(telling: Telling, check: CheckResult | undefined, finding: FindingRecord): Markup {
  return html`${advicePart(finding)}${findingMarks(finding, finding, telling.material.verdict.timing.startedAt)}${findingExhibits(telling, check, finding)}`;
}

function advicePart({ advice }: FindingRecord): Part {
  return advice !== '' && html`<p class="advice"><b>What to do</b> ${clip(advice, limits.advice)}</p>`;
}

function seenOf({ seen }: FindingRecord['data']): { times: number; of: number } | null {
  if (typeof seen !== 'object' || seen === null || !('times' in seen) || !('of' in seen)) return null;
  const { times, of } = seen;
  return typeof times === 'number' && typeof of === 'number' && of > 1 ? { times, of } : null;
}
