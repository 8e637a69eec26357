import { clip, counted } from '../../verdict/text.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { checkAnchor } from './anchors.ts';
import { facts } from './facts.ts';
import { fileLink } from './links.ts';
import { type Markup, html } from './markup.ts';
import { instant, lasting, sinceStart, spokenBytes } from './times.ts';

const limits = { skipped: 200, timeline: 300, evidence: 2000, text: 600 };

function share(label: string, done: number, of: number): Markup {
  const filled = of > 0 ? ((done / of) * 100).toFixed(1) : '0';
  return html`<div class="share"><span>${label}</span><svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="all" width="100" height="6"/><rect class="${done < of ? 'part' : 'done'}" width="${filled}" height="6"/></svg><b>${done} of ${of}</b></div>`;
}

/** How much of what was planned was executed, and what was not. */
export function coveragePart({ coverage, checks }: Verdict): Markup {
  const titles = new Map(checks.map(({ id, title }) => [id, title]));
  const { skipped } = coverage;
  return html`<section id="coverage" aria-labelledby="coverage-heading"><h2 id="coverage-heading">Coverage</h2>
${share('All checks executed', coverage.executed, coverage.planned)}${share('Critical checks executed', coverage.criticalExecuted, coverage.criticalPlanned)}${
    skipped.length > 0 && html`<details class="card"><summary><span class="head"><b>${counted(skipped.length, 'check')} not executed</b></span></summary><div class="body"><ul class="plain">${skipped.slice(0, limits.skipped).map((id) => html`<li>${titles.has(id) ? html`<a href="#${checkAnchor(id)}"><bdi>${clip(titles.get(id) ?? id, 200)}</bdi></a>` : html`<bdi>${clip(id, 200)}</bdi>`}</li>`)}</ul>${
      skipped.length > limits.skipped && html`<p class="soft">${skipped.length - limits.skipped} more in <code>verdict.json</code>.</p>`
    }</div></details>`
  }</section>`;
}

/** What happened when. */
export function timelinePart({ timeline, timing }: Verdict): Markup | null {
  if (timeline.length === 0) return null;
  return html`<section id="timeline" aria-labelledby="timeline-heading"><h2 id="timeline-heading">Timeline</h2>
<ol class="timeline">${timeline.slice(0, limits.timeline).map(({ at, event, detail }) => html`<li><span class="when"><b>${sinceStart(at, timing.startedAt)}</b> ${instant(at)}</span> <span><b><bdi>${clip(event, 80)}</bdi></b> <bdi>${clip(detail, limits.text)}</bdi></span></li>`)}</ol></section>`;
}

/** With what the run was made. */
export function runPart({ tool, id, schema, timing, trigger }: Verdict): Markup {
  return html`<section id="run" aria-labelledby="run-heading"><h2 id="run-heading">Environment of the run</h2>${facts([
    ['Run', html`<code>${clip(id, 200)}</code>`],
    ['Tool', `${tool.name} ${clip(tool.version, 60)}`],
    ['Browser', clip(tool.browser, 100)],
    ['Playwright', clip(tool.playwright, 60)],
    ['Node', clip(tool.node, 60)],
    ['Trigger', trigger.type],
    ['Started', instant(timing.startedAt)],
    ['Finished', instant(timing.finishedAt)],
    ['Deadline', lasting(timing.deadlineMs)],
    ['Contract', html`<code>${schema}</code> in ${fileLink('verdict.json')}`],
  ], 'facts grid')}</section>`;
}

/** The files of the run with what proves that they are unchanged. */
export function evidencePart({ evidence }: Verdict): Markup | null {
  if (evidence.length === 0) return null;
  const more = evidence.length - limits.evidence;
  return html`<section id="evidence" aria-labelledby="evidence-heading"><h2 id="evidence-heading">Evidence <span class="soft">${evidence.length}</span></h2>
<details class="card"><summary><span class="head"><b>${counted(evidence.length, 'file')}, ${spokenBytes(evidence.reduce((sum, { bytes }) => sum + bytes, 0))}, with SHA-256</b></span></summary><div class="body"><ul class="evidence">${evidence.slice(0, limits.evidence).map(
    ({ path, type, bytes, sha256 }) => html`<li>${fileLink(path)} <span class="soft">${type}, ${spokenBytes(bytes)}</span> <code>${clip(sha256, 64)}</code></li>`,
  )}</ul>${more > 0 && html`<p class="soft">${more} more in <code>verdict.json</code>.</p>`}</div></details></section>`;
}
