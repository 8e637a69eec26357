import type { Outcome, Verdict } from '../../verdict/verdict.ts';
import { type Markup, html, trusted } from './markup.ts';

/** Drawn in a square of 16. */
const strokes = {
  tick: 'M3 8.5 6.5 12 13 4.5',
  cross: 'M4 4l8 8M12 4l-8 8',
  question: 'M5.5 6a2.5 2.5 0 1 1 3.8 2.1c-.9.6-1.3 1-1.3 2M8 12.6v.2',
  warning: 'M8 3.5v6M8 12.4v.2',
  dash: 'M4 8h8',
  again: 'M12.5 8a4.5 4.5 0 1 1-1.4-3.3M12.5 2.5v2.8H9.7',
} as const;

/** Name of a drawn sign. */
export type Sign = keyof typeof strokes;

/** The sign beside each verdict, so that its colour is never the only one. */
export const verdictSigns: Record<Verdict['verdict'], Sign> = { GO: 'tick', NO_GO: 'cross', INCONCLUSIVE: 'question' };

/** The sign beside each outcome. */
export const outcomeSigns: Record<Outcome, Sign> = { pass: 'tick', fail: 'cross', error: 'warning', skipped: 'dash', flaky: 'again' };

/** A sign in the colour and size of the text around it; the word beside it says the same. */
export function sign(name: Sign): Markup {
  return html`<svg class="sign" viewBox="0 0 16 16" aria-hidden="true"><path d="${trusted(strokes[name])}"/></svg>`;
}

/** The icon of the browser tab as a data URL: the verdict can be told among many tabs. */
export function tabIcon(verdict: Verdict['verdict']): string {
  const colours = { GO: '#1a6b35', NO_GO: '#a8201a', INCONCLUSIVE: '#8a5200' } as const;
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="4" fill="${colours[verdict]}"/><path d="${strokes[verdictSigns[verdict]]}" fill="none" stroke="#fff" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(drawing)}`;
}
