import { clip } from '../../verdict/text.ts';
import type { CheckResult, FindingRecord, Reason } from '../../verdict/verdict.ts';
import { driftLine } from '../drift-line.ts';
import { findingOf, titleOf } from '../reason.ts';
import { checkAnchor } from './anchors.ts';
import { findingBody, findingMarks } from './finding-card.ts';
import { type Markup, type Part, html } from './markup.ts';
import { subjectOf } from './material.ts';
import { type Telling, tellLimits } from './telling.ts';

/** At most so many reasons stand open when the page is opened, the first and those that have something to show. */
const openAtFirst = 5;
const limits = { title: 200, message: 1500 };

function card(telling: Telling, kind: 'reason' | 'warning', reason: Reason, index: number): Markup {
  const { verdict } = telling.material;
  const check = verdict.checks.find(({ id }) => id === reason.check);
  const finding = findingOf(verdict, reason);
  const place = finding && telling.places.get(finding);
  const name = `${kind} ${index + 1}`;
  const own = place?.name === name;
  const anchor = own ? place.anchor : telling.unique(`${kind}-${index + 1}`);
  const body: Part = own && finding ? findingBody(telling, check, finding) : findingMarks(reason, finding, verdict.timing.startedAt);
  const differs = driftLine(verdict, reason.check);
  const elsewhere = !own && place && html`<p class="elsewhere"><a href="#${place.anchor}">Told under ${place.name}</a></p>`;
  return html`<details class="card ${kind}" id="${anchor}"${kind === 'reason' && (index === 0 || (index < openAtFirst && hasExhibits(telling, check, finding))) && html` open`}><summary><span class="number">${index + 1}</span><span class="head"><b class="title"><bdi>${clip(titleOf(verdict, reason), limits.title)}</bdi></b>
<span class="seen">${clip(reason.message, limits.message)}</span></span></summary>
<div class="body">${differs !== null && html`<p class="differs"><a href="#drift">≠ ${clip(differs, limits.message)}</a></p>`}${body}${elsewhere}<p class="to-check">${check && html`<a href="#${checkAnchor(check.id)}">All of this check</a> · `}<a href="#${anchor}">Link to this ${kind}</a></p></div></details>`;
}

/** Whether there is more to see of a finding than its words. */
function hasExhibits({ material }: Telling, check: CheckResult | undefined, finding: FindingRecord | undefined): boolean {
  const observation = check && material.observations.get(subjectOf(check));
  return (finding?.evidence.length ?? 0) > 0 || observation?.kind === 'page' || observation?.kind === 'api';
}

/** Why the verdict is what it is, most important first, each with its evidence; null for a GO. */
export function reasonsPart(telling: Telling): Markup | null {
  return list(telling, 'reason', 'Reasons', telling.material.verdict.reasons, tellLimits.reasons);
}

/** What does not block but should be known; null when there is nothing. */
export function warningsPart(telling: Telling): Markup | null {
  return list(telling, 'warning', 'Warnings', telling.material.verdict.warnings, tellLimits.warnings);
}

function list(telling: Telling, kind: 'reason' | 'warning', heading: string, reasons: Reason[], limit: number): Markup | null {
  if (reasons.length === 0) return null;
  const more = reasons.length - limit;
  return html`<section id="${kind}s" aria-labelledby="${kind}s-heading"><h2 id="${kind}s-heading">${heading} <span class="soft">${reasons.length}</span></h2>
${reasons.slice(0, limit).map((reason, index) => card(telling, kind, reason, index))}${more > 0 && html`<p class="soft">${more} more in <code>verdict.json</code>.</p>`}</section>`;
}
