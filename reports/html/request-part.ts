import type { RequestFact } from '../../verdict/observation.ts';
import { clip, oneLine } from '../../verdict/text.ts';
import { ending } from '../../verdict/wording.ts';
import { facts } from './facts.ts';
import { webLink } from './links.ts';
import { type Markup, html } from './markup.ts';
import { lasting } from './times.ts';

/** A request as far as a finding or an observation tells of it. */
export type ToldRequest = Omit<RequestFact, 'startMs'>;

const limits = { url: 300, sample: 400, word: 300 };

/** The request in the data of a finding, or null when there is none. */
export function requestOf(data: Record<string, unknown>): ToldRequest | null {
  const told = [data.cause, data.pending].find((value) => typeof value === 'object' && value !== null && 'url' in value) as Record<string, unknown> | undefined;
  if (told === undefined) return null;
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  const number = (value: unknown) => (typeof value === 'number' ? value : null);
  return {
    url: text(told.url) ?? '',
    method: text(told.method) ?? 'GET',
    type: text(told.type) ?? '',
    status: number(told.status),
    error: text(told.error),
    contentType: text(told.contentType),
    durationMs: number(told.durationMs),
    sample: text(told.sample),
  };
}

/** How a request went, with the first bytes of the body where they tell something. */
export function requestPart(title: string, request: ToldRequest): Markup {
  const took = request.durationMs !== null ? `, took ${lasting(request.durationMs)}` : '';
  return html`<section class="exhibit"><h3>${title}</h3>${facts([
    ['URL', html`<span class="code">${clip(request.method, 20)} ${webLink(request.url, clip(request.url, limits.url))}</span>`],
    ['Ended', html`${clip(ending(request), limits.word)}${took}`],
    ['Asked as', clip(request.type, limits.word)],
    ['Came as', request.contentType && clip(request.contentType, limits.word)],
    ['Error', request.error && clip(request.error, limits.word)],
    ['Starts with', request.sample && html`<code class="bytes">${clip(oneLine(request.sample), limits.sample)}</code>`],
  ])}</section>`;
}
