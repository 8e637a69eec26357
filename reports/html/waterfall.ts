import type { CheckResult, Verdict } from '../../verdict/verdict.ts';
import { type Markup, html } from './markup.ts';
import { lasting } from './times.ts';

/** Units of the drawing over the whole run. */
const width = 1000;
/** A check whose attempts take less of its time than this share gets a line for the rest. */
const mostlyIdle = 0.7;
/** So short an attempt can still be seen. */
const narrowest = 4;

/** Where times of the run stand on its axis. */
export interface TimeAxis {
  startMs: number;
  /** At least 1. */
  spanMs: number;
}

/** The axis of a run: from its start to its end, or to the end of the last attempt when that is later. */
export function timeAxis({ timing, checks }: Verdict): TimeAxis {
  const startMs = Date.parse(timing.startedAt);
  let endMs = Date.parse(timing.finishedAt);
  for (const { attempts } of checks) for (const { startedAt, durationMs } of attempts) endMs = Math.max(endMs, Date.parse(startedAt) + durationMs);
  return { startMs, spanMs: Math.max(1, endMs - startMs) };
}

/** The attempts of a check as bars on the axis, over a thin line when most of its time lay between or after them. The words beside it say the same. */
export function waterfallBar({ attempts, durationMs: whole }: CheckResult, { startMs, spanMs }: TimeAxis): Markup {
  const bar = (startedAt: string, durationMs: number, kind: string, y: number, height: number): Markup => {
    const from = Math.min(width - narrowest, Math.max(0, ((Date.parse(startedAt) - startMs) / spanMs) * width));
    const wide = Math.max(narrowest, Math.min(width - from, (durationMs / spanMs) * width));
    return html`<rect class="${kind}" x="${from.toFixed(1)}" y="${y}" width="${wide.toFixed(1)}" height="${height}"/>`;
  };
  const [first] = attempts;
  const busy = attempts.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const bars = [first && busy < whole * mostlyIdle && bar(first.startedAt, whole, 'whole', 4, 2), ...attempts.slice(0, 40).map(({ startedAt, durationMs, outcome }) => bar(startedAt, durationMs, `is-${outcome}`, 0, 10))];
  return html`<svg class="bars" viewBox="0 0 ${width} 10" preserveAspectRatio="none" aria-hidden="true">${bars}</svg>`;
}

/** The scale above the bars. */
export function waterfallScale({ spanMs }: TimeAxis): Markup {
  return html`<span class="scale" aria-hidden="true">${[0, 1, 2, 3, 4].map((quarter) => html`<span>${quarter === 0 ? '0 s' : lasting((spanMs * quarter) / 4)}</span>`)}</span>`;
}
