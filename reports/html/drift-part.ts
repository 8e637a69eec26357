import { sidesOf } from '../../verdict/drift-words.ts';
import { clip, counted } from '../../verdict/text.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { referenceName } from '../drift-line.ts';
import { type Markup, html } from './markup.ts';

/** Differences that are listed. */
const most = 300;

/** How the environment differs from the reference, value by value; null where nothing was compared. */
export function driftPart(verdict: Verdict): Markup | null {
  const { reference, drift } = verdict;
  if (reference === undefined || drift === undefined) return null;
  const name = clip(referenceName(verdict), 120);
  const notes = [reference.declared > 0 && `${counted(reference.declared, 'declared difference')} left out`, reference.notCompared.length > 0 && `not compared: ${reference.notCompared.join(', ')}`, reference.hidden > 0 && `${counted(reference.hidden, 'secret value')} under another salt`].filter((note) => note !== false);
  return html`<section id="drift" aria-labelledby="drift-heading"><h2 id="drift-heading">Differences from <bdi>${name}</bdi> <span class="soft">${drift.length}</span></h2>
<p class="soft">Snapshot of ${reference.takenAt}${notes.length > 0 && html`; ${clip(notes.join('; '), 400)}`}.</p>${
    drift.length > 0 && html`<ul class="plain differences"><li class="soft"><span>What</span><span>${name}</span><span>Here</span><span>Severity</span></li>${drift.slice(0, most).map((one) => {
      const sides = sidesOf(one);
      return html`<li><b><bdi>${clip(one.label, 120)}</bdi></b><span class="gone"><bdi>${sides.reference}</bdi></span><span class="now"><bdi>${sides.observed}</bdi></span><span class="soft">${one.severity}</span></li>`;
    })}</ul>`
  }${drift.length > most && html`<p class="soft">${drift.length - most} more in <code>verdict.json</code>.</p>`}</section>`;
}
