import type { Difference } from './drift.ts';
import type { FactKind } from './snapshot.ts';
import { hiddenMark } from './snapshot.ts';
import { clip, oneLine } from './text.ts';

const nouns: Record<FactKind, string> = {
  release: 'release', document: 'document', policy: 'CSP', header: 'header', cookie: 'cookie', caching: 'caching', compression: 'compression', connection: 'connection', party: 'other party',
  api: 'API', config: 'config', flag: 'flag', value: 'value', place: '', storage: 'storage', worker: 'service worker', robots: 'robots.txt', 'not-found': 'error page', asset: 'asset',
};

/** Characters of what a label is about. */
const longest = 72;

/** Values of at most so many characters are told in a label. */
const shortValue = 14;

/** A difference in a few words: `CSP connect-src`, `flag new-checkout`, `API v3 -> v2`. */
export function labelOf({ kind, name, reference, observed }: Difference): string {
  const version = / version$/.test(name);
  const subject = clip(kind === 'api' && version ? 'API' : `${nouns[kind]} ${kind === 'policy' ? name.split(' ').at(-1) : name}`.trim(), longest);
  if (reference === null) return `${subject} added`;
  if (observed === null) return `${subject} missing`;
  const both = [reference, observed];
  const telling = both.every((value) => value.length <= shortValue && !value.startsWith(hiddenMark)) && (version || kind === 'place');
  return telling ? `${subject} ${reference} -> ${observed}` : subject;
}

/** What each side has, as two clauses; of lists only what the other does not have. */
export function sidesOf({ reference, observed }: Pick<Difference, 'reference' | 'observed'>): { reference: string; observed: string } {
  if (reference === null || observed === null) return { reference: said(reference), observed: said(observed) };
  const [left, right] = [reference.split(/;? +/), observed.split(/;? +/)] as const;
  const [gone, added] = [left.filter((word) => !right.includes(word)), right.filter((word) => !left.includes(word))];
  const isList = left.length > 2 && right.length > 2 && gone.length + added.length < Math.min(left.length, right.length) && gone.length + added.length > 0;
  if (!isList) return { reference: said(reference), observed: said(observed) };
  return { reference: gone.length > 0 ? `… ${clip(gone.join(' '), 160)}` : 'without what follows', observed: added.length > 0 ? `… ${clip(added.join(' '), 160)}` : `without ${clip(gone.join(' '), 160)}` };
}

function said(value: string | null): string {
  if (value === null) return '(none)';
  if (value.startsWith(hiddenMark)) return `(a secret, ${value.slice(hiddenMark.length, hiddenMark.length + 6)})`;
  return value === '' ? '(empty)' : clip(oneLine(value), 200);
}
