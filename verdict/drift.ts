import type { FactKind, Facts, Snapshot } from './snapshot.ts';
import { factKinds, hiddenMark, unread, varying } from './snapshot.ts';
import { type Severity, severities } from './plan.ts';

/** What of two environments may differ. */
export interface DriftPolicy {
  /** Texts that stand for each other, such as the host names of both environments. */
  same: string[][];
  /** Facts, by `kind name`, that may differ; `match` is the source of a regular expression. */
  expected: { match: string; reason: string }[];
}

/** One fact that differs. Null for the side that does not have it. */
export interface Difference {
  kind: FactKind;
  name: string;
  severity: Severity;
  reference: string | null;
  observed: string | null;
}

/** All that is to be said of two environments. */
export interface Drift {
  /** Undeclared ones, most severe first. */
  differences: Difference[];
  /** Declared ones, and why they may differ. */
  declared: (Difference & { reason: string })[];
  /** Kinds that one side did not observe. */
  notCompared: { kind: FactKind; why: string }[];
  /** Secret values that cannot be compared, because the files have different salts. */
  hidden: number;
}

type Side = Pick<Snapshot, 'target' | 'salt' | 'facts' | 'notObserved'>;

const bySeverity: Record<FactKind, Severity> = {
  release: 'trivial', document: 'critical', policy: 'critical', header: 'normal', cookie: 'critical', caching: 'normal', compression: 'normal',
  connection: 'normal', party: 'critical', api: 'critical', config: 'critical', flag: 'critical', value: 'critical', place: 'normal',
  storage: 'minor', worker: 'normal', robots: 'minor', 'not-found': 'minor', asset: 'trivial',
};

/** Headers by which a browser protects users, or shares with other origins. */
const protective = /\b(strict-transport-security|x-frame-options|x-content-type-options|referrer-policy|permissions-policy|cross-origin-[\w-]+|access-control-[\w-]+)$/;

/**
 * Compares two environments fact by fact. The host of each side's own target stands for that of the other, and so do the texts of
 * `same`. What only trembles (varies from load to load on either side), or was not read, is no difference.
 */
export function driftBetween(reference: Side, observed: Side, policy: DriftPolicy): Drift {
  const drift: Drift = { differences: [], declared: [], notCompared: [], hidden: 0 };
  const expected = policy.expected.map(({ match, reason }) => ({ pattern: new RegExp(match), reason }));
  const left = alike(reference, policy);
  const right = alike(observed, policy);
  const sameRelease = JSON.stringify(reference.facts.release) === JSON.stringify(observed.facts.release);
  const blind = [...unseen(reference).map(left), ...unseen(observed).map(right)];
  for (const kind of factKinds) {
    const why = reference.notObserved[kind] ?? observed.notObserved[kind] ?? (kind === 'flag' ? flagsUnread(reference, observed) : undefined);
    if (why !== undefined) {
      drift.notCompared.push({ kind, why });
      continue;
    }
    const sides = [named(reference.facts, kind, left), named(observed.facts, kind, right)] as const;
    for (const name of [...new Set([...sides[0].keys(), ...sides[1].keys()])].sort(byText)) {
      const [one, other] = [sides[0].get(name) ?? null, sides[1].get(name) ?? null];
      if (one?.alike === other?.alike || blind.some((base) => name === base || name.startsWith(`${base} `)) || [one, other].some((fact) => fact?.value === varying || fact?.value === unread)) continue;
      if (reference.salt !== observed.salt && [one, other].every((fact) => fact?.value.startsWith(hiddenMark))) {
        drift.hidden++;
        continue;
      }
      const difference: Difference = { kind, name: (one ?? other)?.name ?? name, severity: severityOf(kind, name, one?.value ?? null, other?.value ?? null, sameRelease), reference: one?.value ?? null, observed: other?.value ?? null };
      const declared = expected.find(({ pattern }) => pattern.test(`${kind} ${name}`));
      if (declared) drift.declared.push({ ...difference, reason: declared.reason });
      else drift.differences.push(difference);
    }
  }
  drift.differences.sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  return drift;
}

/** Pages, calls and sources that gave no answer: nothing that belongs to them is missing. */
function unseen({ facts }: Side): string[] {
  return Object.values(facts).flatMap((names) => Object.entries(names).flatMap(([name, value]) => (value === unread ? [name.replace(/ status$/, '')] : [])));
}

/** Flags go by their own names, so that nothing tells which of them an unread source has. */
function flagsUnread(...sides: Side[]): string | undefined {
  const source = sides.flatMap(({ facts }) => Object.entries(facts.flag ?? {})).find(([, value]) => value === unread)?.[0];
  return source === undefined ? undefined : `${source} was not read`;
}

interface Named {
  name: string;
  value: string;
  alike: string;
}

/** The facts of a kind by a name that both sides share. */
function named(facts: Facts, kind: FactKind, replace: (text: string) => string): Map<string, Named> {
  return new Map(Object.entries(facts[kind] ?? {}).map(([name, value]) => [replace(name), { name, value, alike: replace(value) }]));
}

/** Replaces what stands for something on the other side, longest texts first. */
function alike({ target }: Side, { same }: DriftPolicy): (text: string) => string {
  const { host, hostname } = new URL(target.url);
  const groups = [...same.flatMap((texts, index) => texts.map((text) => ({ text, mark: `{same ${index + 1}}` }))), { text: host, mark: '{host}' }, { text: hostname, mark: '{host}' }];
  const ordered = groups.filter(({ text }) => text !== '').sort((a, b) => b.text.length - a.text.length);
  return (text) => ordered.reduce((sofar, { text: from, mark }) => sofar.replaceAll(from, mark), text);
}

function severityOf(kind: FactKind, name: string, reference: string | null, observed: string | null, sameRelease: boolean): Severity {
  if (kind === 'header' && protective.test(name)) return 'critical';
  if (kind === 'place' && name === 'clock') return 'critical';
  if (kind === 'asset' && sameRelease) return 'normal';
  if (kind === 'party' && ![reference, observed].some((value) => /\bscript\b/.test(value ?? ''))) return 'normal';
  // A cookie or a header more takes nothing away.
  return kind === 'cookie' && reference === null ? 'normal' : bySeverity[kind];
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
