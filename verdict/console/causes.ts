import type { MessageGroup, PageLook, RequestFact } from '../observation.ts';
import type { Party } from '../party.ts';
import type { ConsoleAllowance, Severity } from '../plan.ts';
import { type MessageFamily, familyOf } from './families.ts';
import { type Fingerprint, fingerprint } from './fingerprint.ts';
import { noiseOf } from './noise.ts';
import { type Followed, isAborted, rootCauses } from './root-cause.ts';

/** One cause that the console tells, with all the messages that tell it. */
export interface ConsoleCause {
  /** The first message, with the count of all. */
  group: MessageGroup;
  print: Fingerprint;
  family: MessageFamily | null;
  /** The resource that the text names, or null. */
  resource: string | null;
  /** The failed request that it follows, mere or not. */
  after: Followed | null;
  party: Party;
  /** URL whose party it is. */
  origin: string;
}

/** What sorting out needs to know. */
export interface CauseContext {
  severity: Severity;
  partyOf: (url: string) => Party;
  consoleAllow: ConsoleAllowance[];
  today: string;
  /** How severely another check objects to a request, or null. */
  tells: (fact: RequestFact) => Severity | null;
  /** Requests that another check calls blocked, beyond those observed. */
  blocked: RequestFact[];
}

/** Statuses with which an API answers somebody who is not signed in. */
const anonymous = /status of 40[13]\b/;

/** Causes that the console tells and nothing else does: without noise, accepted messages and mere consequences. */
export function consoleCauses(look: PageLook, context: CauseContext): ConsoleCause[] {
  const allowed = context.consoleAllow.filter(({ expires }) => expires === undefined || context.today <= expires).map(({ match }) => new RegExp(match));
  const told = look.messages.groups.filter((group) => isRegarded(group) && noiseOf(group) === null && !allowed.some((pattern) => pattern.test(group.text)));
  const followed = rootCauses(told, [...look.requests.suspicious, ...context.blocked]);
  const merged = new Map<string, ConsoleCause>();
  for (const group of told.toSorted((a, b) => a.firstMs - b.firstMs)) {
    const after = followed.get(group) ?? null;
    if (isToldElsewhere(group, after, context)) continue;
    const cause = describe(group, after, context);
    const key = keyOf(cause);
    const known = merged.get(key);
    merged.set(key, known ? { ...known, group: { ...known.group, count: known.group.count + group.count } } : cause);
  }
  return [...merged.values()];
}

/** Failed requests are one cause for each ending; lines in other words about one resource are one cause too. */
function keyOf({ family, group, print, party, resource }: ConsoleCause): string {
  if (family?.id === 'NET') return `${print.loose} ${party}`;
  return family?.follows && group.source === 'console' && resource !== null ? `${family.id} ${resource}` : print.strict;
}

/** Errors, and the one kind of warning that tells of a broken file. */
function isRegarded({ level, text }: MessageGroup): boolean {
  return level === 'error' || familyOf(text)?.family.id === 'FONT';
}

/** A line follows from a request that is told at all; an exception only from one that is told as severely. */
function isToldElsewhere(group: MessageGroup, after: Followed | null, { severity, tells, blocked }: CauseContext): boolean {
  if (group.source === 'console' && anonymous.test(group.text) && familyOf(group.text)?.family.id === 'NET') {
    return after === null ? !/\.(?:m?js|css)(?:[?#]|$)/.test(group.url) : /^(?:fetch|xhr)$/.test(after.fact.type) || tells(after.fact) !== null;
  }
  if (after === null || !after.mere) return false;
  const { fact } = after;
  const found = blocked.includes(fact) ? severity : tells(fact);
  return group.source === 'console' ? found !== null || isAborted(fact) : found === severity;
}

function describe(group: MessageGroup, after: Followed | null, { partyOf }: CauseContext): ConsoleCause {
  const known = familyOf(group.text);
  const named = known?.family.follows && group.source === 'console' ? known.resource : null;
  const origin = named ?? group.url;
  return { group, print: fingerprint(group, partyOf), family: known?.family ?? null, resource: known?.resource ?? null, after, party: partyOf(origin), origin };
}
