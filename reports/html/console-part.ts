import { fingerprint } from '../../verdict/console/fingerprint.ts';
import type { MessageGroup, Messages } from '../../verdict/observation.ts';
import type { Party } from '../../verdict/party.ts';
import { clip, counted, shortUrl } from '../../verdict/text.ts';
import { type Markup, type Part, html } from './markup.ts';

/** How the console of a page is shown. */
export interface ConsoleOptions {
  anchor: string;
  partyOf: (url: string) => Party;
}

/** `first`: causes that are shown at once; the others are one click away. */
const limits = { first: 4, causes: 60, text: 600, stack: 3000 };

/** Messages of one cause: the first of them as a sample, and their number. */
interface Cause {
  sample: MessageGroup;
  count: number;
  variants: number;
}

function causesOf(groups: MessageGroup[], partyOf: ConsoleOptions['partyOf']): Cause[] {
  const byPrint = Map.groupBy(groups, (group) => `${group.level} ${fingerprint(group, partyOf).loose}`);
  const causes = [...byPrint.values()].flatMap((alike) => {
    const sample = alike.find(({ stack }) => stack !== null) ?? alike[0];
    return sample ? [{ sample, count: alike.reduce((sum, { count }) => sum + count, 0), variants: alike.length }] : [];
  });
  return causes.sort((one, other) => rank(one.sample) - rank(other.sample) || other.count - one.count);
}

function rank({ source, level }: MessageGroup): number {
  return source === 'exception' ? 0 : level === 'error' ? 1 : 2;
}

function placeOf({ mapped, url, line, column }: MessageGroup): string {
  if (mapped) return `${mapped.source}:${mapped.line}${mapped.name ? ` in ${mapped.name}` : ''}`;
  return url === '' ? '' : `${shortUrl(url, 120)}${line > 0 ? `:${line}${column === undefined ? '' : `:${column}`}` : ''}`;
}

function causePart({ sample, count, variants }: Cause): Markup {
  const what = sample.source === 'exception' ? 'uncaught' : sample.level;
  const stack = sample.stack?.trim();
  return html`<li class="says-${sample.level}"><span class="count">${count}×</span> <span class="level">${what}${sample.origin && ` in a ${sample.origin}`}${variants > 1 && `, ${variants} variants`}</span>
<div class="said code">${clip(sample.text, limits.text)}</div><div class="place code">${clip(placeOf(sample), 300)}</div>${
    stack ? html`<details><summary>Stack</summary><pre tabindex="0">${clip(stack, limits.stack)}</pre></details>` : null
  }</li>`;
}

/** What a page said in its console, grouped by cause, worst first; null when it said nothing. */
export function consolePart({ groups, exceptions, errors, warnings, dropped }: Messages, { anchor, partyOf }: ConsoleOptions): Markup | null {
  if (groups.length === 0) return null;
  const causes = causesOf(groups, partyOf);
  const more = causes.slice(limits.first, limits.causes);
  const counts = [counted(exceptions, 'uncaught exception'), counted(Math.max(0, errors - exceptions), 'error'), counted(warnings, 'warning')].filter((text) => !text.startsWith('0 '));
  return html`<details class="exhibit" id="${anchor}" open><summary><h3>Console</h3> <span class="soft">${counts.join(', ')}</span></summary>
<ul class="console">${causes.slice(0, limits.first).map(causePart)}</ul>${
    more.length > 0 && html`<details><summary>${counted(more.length, 'more cause')}</summary><ul class="console">${more.map(causePart)}</ul></details>`
  }${untold(causes.length - limits.causes, dropped)}</details>`;
}

function untold(causes: number, lines: number): Part {
  const parts = [causes > 0 ? counted(causes, 'cause') : '', lines > 0 ? counted(lines, 'line') : ''].filter(Boolean);
  return parts.length > 0 && html`<p class="soft">Not listed: ${parts.join(', ')}.</p>`;
}
