import { clip, counted } from '../../verdict/text.ts';
import type { CheckResult, Outcome } from '../../verdict/verdict.ts';
import { checkAnchor, findingAnchor } from './anchors.ts';
import { facts } from './facts.ts';
import { findingCard } from './finding-card.ts';
import { type Markup, html } from './markup.ts';
import { outcomeSigns, sign } from './signs.ts';
import type { Telling } from './telling.ts';
import { lasting, sinceStart } from './times.ts';
import { type TimeAxis, timeAxis, waterfallBar, waterfallScale } from './waterfall.ts';

/** Outcomes in the order in which they are shown: what needs a look first. */
export const outcomeOrder: readonly Outcome[] = ['fail', 'error', 'skipped', 'flaky', 'pass'];

/** From so many rows on, those out of sight are not laid out. */
const manyChecks = 200;
const limits = { checks: 5000, title: 200, findings: 30, attempts: 20 };

/** How many checks ended how, without those outcomes that none has. */
export function outcomeCounts(checks: CheckResult[]): { outcome: Outcome; count: number }[] {
  return outcomeOrder.map((outcome) => ({ outcome, count: checks.filter((check) => check.outcome === outcome).length })).filter(({ count }) => count > 0);
}

/** All checks of the run as rows on its time axis, with search and filters where scripts run. */
export function checksPart(telling: Telling): Markup {
  const { checks } = telling.material.verdict;
  const axis = timeAxis(telling.material.verdict);
  const rank = new Map(outcomeOrder.map((outcome, index) => [outcome, index]));
  const ordered = checks.toSorted((one, other) => (rank.get(one.outcome) ?? 0) - (rank.get(other.outcome) ?? 0));
  const more = checks.length - limits.checks;
  return html`<section id="checks" aria-labelledby="checks-heading"><h2 id="checks-heading">Checks <span class="soft">${checks.length}</span></h2>
${toolbar(checks)}
<div class="rows${checks.length > manyChecks && ' many'}"><div class="row scale-row" aria-hidden="true"><span></span><span></span><span></span>${waterfallScale(axis)}</div>
${ordered.slice(0, limits.checks).map((check) => row(telling, check, axis))}</div>
<p class="soft" id="none" hidden>No check fits. <kbd>Esc</kbd> shows all again.</p>${more > 0 && html`<p class="soft">${counted(more, 'more check')} in <code>verdict.json</code>.</p>`}</section>`;
}

function toolbar(checks: CheckResult[]): Markup {
  const filters = outcomeCounts(checks).map(({ outcome, count }) => html`<button type="button" data-filter="${outcome}" aria-pressed="false" class="is-${outcome}">${sign(outcomeSigns[outcome])}${outcome} <span class="soft">${count}</span></button>`);
  return html`<div class="toolbar" id="toolbar" hidden><label for="search" class="unseen">Search the checks</label><input id="search" type="search" placeholder="Search the checks" autocomplete="off" spellcheck="false">
<div class="filters" role="group" aria-label="Outcome"><button type="button" data-filter="" aria-pressed="true">All <span class="soft">${checks.length}</span></button>${filters}</div>
<p class="keys soft"><kbd>/</kbd> search <kbd>j</kbd> <kbd>k</kbd> next, previous <kbd>Enter</kbd> open <kbd>Esc</kbd> close, show all</p><p id="shown" class="unseen" role="status"></p></div>`;
}

function row(telling: Telling, check: CheckResult, axis: TimeAxis): Markup {
  const anchor = telling.unique(checkAnchor(check.id));
  return html`<details class="check" id="${anchor}" data-outcome="${check.outcome}"><summary class="row"><span class="outcome is-${check.outcome}">${sign(outcomeSigns[check.outcome])}${check.outcome}</span><span class="title"><bdi>${clip(check.title, limits.title)}</bdi></span><span class="took">${check.attempts.length > 0 ? lasting(check.durationMs) : 'not run'}</span>${waterfallBar(check, axis)}</summary>
<div class="body">${inside(telling, check)}<p class="to-check"><a href="#${anchor}">Link to this check</a></p></div></details>
`;
}

function inside(telling: Telling, check: CheckResult): Markup {
  const { startedAt } = telling.material.verdict.timing;
  const metrics = Object.entries(check.metrics).slice(0, 20).map(([name, value]) => `${clip(name, 40)} ${Number.isInteger(value) ? value : value.toFixed(1)}`);
  const attempts = check.attempts.slice(0, limits.attempts).map(({ startedAt: at, durationMs, outcome }) => html`<li><span class="is-${outcome}">${outcome}</span> at ${sinceStart(at, startedAt)}, took ${lasting(durationMs)}</li>`);
  const findings = check.findings.slice(0, limits.findings).map((finding) => {
    const place = telling.places.get(finding);
    return place ? html`<p class="seen">${clip(finding.message, 600)} <a href="#${place.anchor}">Told under ${place.name}</a></p>` : html`<section class="finding" id="${telling.unique(findingAnchor(check.id, finding))}">${findingCard(telling, check, finding)}</section>`;
  });
  return html`${facts([
    ['Check', html`<code>${clip(check.id, 300)}</code>`],
    ['Kind', check.kind],
    ['Severity', check.severity],
    ['Measured', metrics.join(', ')],
    ['Attempts', attempts.length > 0 && html`<ol class="plain">${attempts}</ol>`],
  ])}${findings}${check.findings.length > limits.findings && html`<p class="soft">${counted(check.findings.length - limits.findings, 'more finding')} in <code>verdict.json</code>.</p>`}`;
}
