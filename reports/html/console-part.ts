import type { MessageGroup, Messages } from '../../verdict/observation.ts';
import { clip, counted, shortUrl } from '../../verdict/text.ts';
import { type Markup, html } from './markup.ts';

const limits = { groups: 30, text: 600, stack: 3000 };

function placeOf({ mapped, url, line, column }: MessageGroup): string {
  if (mapped) return `${mapped.source}:${mapped.line}${mapped.name ? ` in ${mapped.name}` : ''}`;
  return url === '' ? '' : `${shortUrl(url, 120)}${line > 0 ? `:${line}${column === undefined ? '' : `:${column}`}` : ''}`;
}

function group(message: MessageGroup): Markup {
  const what = message.source === 'exception' ? 'uncaught' : message.level;
  const stack = message.stack?.trim();
  return html`<li class="says-${message.level}"><span class="count">${message.count}×</span> <span class="level">${what}${message.origin && ` in a ${message.origin}`}</span>
<div class="said code">${clip(message.text, limits.text)}</div><div class="place code">${clip(placeOf(message), 300)}</div>${
    stack ? html`<details><summary>Stack</summary><pre tabindex="0">${clip(stack, limits.stack)}</pre></details>` : null
  }</li>`;
}

/** What a page said in its console, equal messages as one with their number; null when it said nothing. */
export function consolePart(messages: Messages, open: boolean): Markup | null {
  const { groups, exceptions, errors, warnings, dropped } = messages;
  if (groups.length === 0) return null;
  const worst = groups.toSorted((one, other) => rank(one) - rank(other) || other.count - one.count);
  const more = worst.length - limits.groups;
  const counts = [counted(exceptions, 'uncaught exception'), counted(Math.max(0, errors - exceptions), 'error'), counted(warnings, 'warning')].filter((text) => !text.startsWith('0 '));
  return html`<details class="exhibit"${open && html` open`}><summary><h3>Console</h3> <span class="soft">${counts.join(', ')}</span></summary>
<ul class="console">${worst.slice(0, limits.groups).map(group)}</ul>${
    more + dropped > 0 ? html`<p class="soft">${more > 0 && `${counted(more, 'more group')}. `}${dropped > 0 && `${counted(dropped, 'line')} without a group of their own.`}</p>` : null
  }</details>`;
}

function rank({ source, level }: MessageGroup): number {
  return source === 'exception' ? 0 : level === 'error' ? 1 : 2;
}
