import { takenInWords } from '../../verdict/baseline/words.ts';
import { overrideHead } from '../../verdict/override.ts';
import { clip, counted } from '../../verdict/text.ts';
import type { Reason, Verdict } from '../../verdict/verdict.ts';
import { driftFact } from '../drift-line.ts';
import { nextStep } from '../next-step.ts';
import { findingOf, releaseInWords, whyOf } from '../reason.ts';
import { outcomeCounts } from './checks-part.ts';
import { facts } from './facts.ts';
import { webLink } from './links.ts';
import { type Markup, type Part, html } from './markup.ts';
import { outcomeSigns, sign, verdictSigns } from './signs.ts';
import { instant, lasting } from './times.ts';

const limits = { why: 500, name: 120, url: 160, links: 20 };

/** Name and environment of the target; the environment only when one was given. */
export function targetInWords({ name, environment }: Verdict['target']): string {
  return [name, environment === 'unknown' ? '' : environment].filter(Boolean).map((part) => clip(part, limits.name)).join(' · ');
}

/** The verdict, why, what to do now, and the facts that belong to a decision. */
export function topPart(verdict: Verdict): Markup {
  const { target, release, timing, coverage, links } = verdict;
  return html`<header class="top is-${verdict.verdict}"><div class="plate"><h1>${sign(verdictSigns[verdict.verdict])}<span>${verdict.verdict}</span></h1><p><bdi>${targetInWords(target)}</bdi></p></div>
<div class="answer">${overrideBanner(verdict)}<p class="why">${whyPart(verdict)}</p><p class="next"><b>Next</b> ${nextStep(verdict)}${adviceOf(verdict)}</p></div>
${facts([
  ['Target', webLink(target.url, clip(target.url, limits.url))],
  ['Release', html`<bdi>${clip(releaseInWords(release), limits.why)}</bdi>`],
  ...(verdict.baseline ? [['Baseline', html`compared with <bdi>${clip(takenInWords(verdict.baseline), limits.why)}</bdi>`] as const] : []),
  ...driftRow(verdict),
  ['Time', html`${instant(timing.startedAt)}, took ${lasting(timing.durationMs)} of at most ${lasting(timing.deadlineMs)}${timing.deadlineHit && html` · <b>the deadline was hit</b>`}`],
  ['Asked by', askedBy(verdict.trigger)],
  ['Checks', html`${coverage.executed} of ${coverage.planned} executed: ${outcomesPart(verdict)}`],
  ...links.slice(0, limits.links).map(({ label, url }) => [clip(label, 60), webLink(url)] as const),
], 'facts wide')}</header>`;
}

function driftRow(verdict: Verdict): (readonly [string, Part])[] {
  const fact = driftFact(verdict);
  return fact === null ? [] : [['Drift', html`<a href="#drift"><bdi>${clip(fact, limits.why)}</bdi></a>`]];
}

/** A decision against the verdict, before anything else. */
function overrideBanner({ override }: Verdict): Part {
  return override && html`<p class="why" role="alert"><b>⚠ <bdi>${overrideHead(override)}</bdi></b>: <bdi>${clip(override.reason, limits.why)}</bdi></p>`;
}

/** The first reason in full; the summary line would cut it. */
function whyPart(verdict: Verdict): Part {
  const [first, ...others] = verdict.reasons;
  if (first === undefined && verdict.verdict === 'GO') return html`Nothing was found that must stop this release.${verdict.warnings.length > 0 && html` <a href="#warnings">${counted(verdict.warnings.length, 'warning')}</a>`}`;
  if (first === undefined) return clip(whyOf(verdict), limits.why);
  return html`${clip(first.message, limits.why)}${others.length > 0 && html` <a href="#reasons">and ${counted(others.length, 'more reason')}</a>`}`;
}

/** What the first reason asks for, when it is worth a word before its evidence. */
function adviceOf(verdict: Verdict): Part {
  const advice = firstAdvice(verdict, verdict.reasons[0]);
  return advice && html` <span class="soft">First reason: ${clip(advice, limits.why)}</span>`;
}

function firstAdvice(verdict: Verdict, first: Reason | undefined): string {
  return (first && findingOf(verdict, first)?.advice) ?? '';
}

function outcomesPart({ checks }: Verdict): Part {
  return outcomeCounts(checks).map(({ outcome, count }, index) => html`${index > 0 && ' '}<a class="outcome is-${outcome}" href="#checks" data-show="${outcome}">${sign(outcomeSigns[outcome])}${count} ${outcome}</a>`);
}

function askedBy({ type, actor, url }: Verdict['trigger']): Part {
  const who = { pipeline: 'a pipeline', manual: 'a person, by hand', schedule: 'a schedule' }[type];
  return html`${who}${actor && html`: <bdi>${clip(actor, limits.name)}</bdi>`}${url && html` · ${webLink(url, 'its run')}`}`;
}
