import type { Consequences } from '../finding.ts';
import type { MessageGroup, RequestFact } from '../observation.ts';
import { type FamilyId, familyOf } from './families.ts';

/** A message and the failed request behind it. */
export interface Followed {
  fact: RequestFact;
  /** It says nothing but that the request failed; otherwise it is an error of its own that came right after. */
  mere: boolean;
}

/** Milliseconds between a failed request and what follows from it. */
const apart = 1000;

/** Texts that are listed of a cause's consequences. */
const listed = 5;

/** What kinds of request can be behind a message that names none. */
const kinds: Partial<Record<FamilyId, RegExp>> = {
  DYN: /^script$/, MOD: /^script$/, CLS: /^script$/, WORKER: /^(?:script|other)$/, CHUNK: /^(?:script|stylesheet)$/,
  JSON: /^(?:fetch|xhr)$/, FETCH: /^(?:fetch|xhr)$/, CORS: /^(?:fetch|xhr|script|stylesheet|font)$/, WASM: /^(?:fetch|other|wasm)$/,
  GLOBAL: /^script$/, UNDEF: /^(?:script|fetch|xhr)$/,
};

/**
 * Finds the failed request behind each message: by the URL that the text names or that the message came from, else by
 * kind and time. Messages that no failed request explains are not in the result.
 */
export function rootCauses(groups: readonly MessageGroup[], facts: readonly RequestFact[]): Map<MessageGroup, Followed> {
  const found = new Map<MessageGroup, Followed>();
  if (facts.length === 0) return found;
  const index = indexOf(facts);
  for (const group of groups) {
    const known = familyOf(group.text);
    if (!known) continue;
    const { family, resource } = known;
    for (const way of family.follows ?? []) {
      const fact = way === 'named' ? (resource === null ? null : index(resource, group.firstMs)) : way === 'source' ? index(group.url, group.firstMs) : nearby(group, family.id, facts);
      if (!fact) continue;
      found.set(group, { fact, mere: true });
      break;
    }
    const before = family.follows === null && group.source === 'exception' ? nearby(group, family.id, facts.filter(failed)) : null;
    if (before && endOf(before) <= group.firstMs) found.set(group, { fact: before, mere: false });
  }
  return found;
}

/** What follows from the request with this URL, to be told with it; null when nothing does. */
export function consequencesOf(url: string, followed: ReadonlyMap<MessageGroup, Followed>): Consequences | null {
  const own = [...followed].filter(([, { fact, mere }]) => mere && fact.url === url).map(([group]) => group);
  if (own.length === 0) return null;
  const sum = (groups: MessageGroup[]) => groups.reduce((total, { count }) => total + count, 0);
  return {
    lines: sum(own.filter(({ source }) => source === 'console')),
    exceptions: sum(own.filter(({ source }) => source === 'exception')),
    texts: [...new Set(own.map(({ text }) => text.slice(0, 300)))].slice(0, listed),
  };
}

/** A request that the page itself gave up, which is no failure. */
export function isAborted(fact: RequestFact): boolean {
  return fact.error === 'net::ERR_ABORTED' && (fact.status ?? 0) < 400 && fact.type !== 'script' && fact.type !== 'stylesheet';
}

function nearby(group: MessageGroup, family: FamilyId, facts: readonly RequestFact[]): RequestFact | null {
  const kind = kinds[family];
  if (!kind) return null;
  const fitting = facts.filter((fact) => kind.test(fact.type) && !isAborted(fact) && (family !== 'FETCH' || fact.error !== null) && Math.abs(endOf(fact) - group.firstMs) <= apart);
  return nearest(fitting, group.firstMs);
}

function nearest(facts: readonly RequestFact[], atMs: number): RequestFact | null {
  return facts.reduce<RequestFact | null>((best, fact) => (best === null || Math.abs(endOf(fact) - atMs) < Math.abs(endOf(best) - atMs) ? fact : best), null);
}

/** Looks a URL or a path up among the failed requests; of several, the nearest in time. */
function indexOf(facts: readonly RequestFact[]): (url: string, atMs: number) => RequestFact | null {
  const byUrl = Map.groupBy(facts, ({ url }) => comparable(url));
  const byPath = Map.groupBy(facts, ({ url }) => URL.parse(url)?.pathname ?? url);
  return (url, atMs) => {
    if (url === '') return null;
    const fitting = byUrl.get(comparable(url)) ?? (url.startsWith('/') ? byPath.get(url.replace(/[?#].*$/s, '')) : undefined) ?? [];
    return nearest(fitting, atMs);
  };
}

/** Observers keep different lengths of one URL. */
function comparable(url: string): string {
  return url.replace(/#.*$/s, '').slice(0, 300);
}

function failed(fact: RequestFact): boolean {
  return fact.error !== null || (fact.status ?? 0) >= 400 || (fact.contentType ?? '').includes('text/html');
}

function endOf({ startMs, durationMs }: RequestFact): number {
  return startMs + (durationMs ?? 0);
}
