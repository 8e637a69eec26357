import type { RequestFact } from '../../verdict/observation.ts';
import { clip, oneLine } from '../../verdict/text.ts';
import { ending } from '../../verdict/wording.ts';
import { facts } from './facts.ts';
import { webLink } from './links.ts';
import { type Markup, html } from './markup.ts';
import { lasting } from './times.ts';

/** A request as far as a finding or an observation tells of it. */
export type ToldRequest = Pick<RequestFact, 'url' | 'type' | 'status' | 'error' | 'contentType'> & Partial<RequestFact>;

const limits = { url: 300, sample: 400, word: 300 };

/** The request in the data of a finding, or null when there is none. */
export function requestOf(data: Record<string, unknown>): ToldRequest | null {
  for (const value of [data.cause, data.pending]) {
    if (typeof value === 'object' && value !== null && 'url' in value && typeof value.url === 'string' && 'type' in value && 'status' in value) return value as ToldRequest;
  }
  return null;
}

/** How a request went, with the first bytes of the body where they tell something. */
export function requestPart(title: string, request: ToldRequest): Markup {
  const took = typeof request.durationMs === 'number' ? `, took ${lasting(request.durationMs)}` : '';
  return html`<section class="exhibit"><h3>${title}</h3>${facts([
    ['URL', html`<span class="code">${clip(request.method ?? 'GET', 20)} ${webLink(request.url, clip(request.url, limits.url))}</span>`],
    ['Ended', html`${clip(ending(request), limits.word)}${took}`],
    ['Asked as', clip(request.type, limits.word)],
    ['Came as', request.contentType && clip(request.contentType, limits.word)],
    ['Error', request.error && clip(request.error, limits.word)],
    ['Starts with', request.sample && html`<code class="bytes">${clip(oneLine(request.sample), limits.sample)}</code>`],
  ])}</section>`;
}
