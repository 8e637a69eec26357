/** What one run said of a target, seen from one location. */
export interface Sighting {
  location: string;
  verdict: 'GO' | 'NO_GO' | 'INCONCLUSIVE';
  /** When the run ended, in milliseconds since 1970. */
  at: number;
}

/** When a location holds a target for down, and how many locations must agree. All are whole numbers from 1. */
export interface AlertRule {
  /** NO_GO in `bad` of the last `of` runs that judged is down. */
  bad: number;
  of: number;
  /** So many GO in a row are a recovery. */
  recovery: number;
  /** So many locations must hold the target for down; more than there are never alert. */
  quorum: number;
  /** So many INCONCLUSIVE in a row at each location heard, and the gate cannot judge. */
  blind: number;
}

/** What is known of a target: an alert is open while it is `down`. */
export interface AlertState {
  condition: 'up' | 'down';
  /** The gate cannot judge: says nothing of the target, and is told apart from it. */
  blind: boolean;
  /** When the open alert began; part of its key. */
  since: number | null;
  blindSince: number | null;
  locations: ReadonlyMap<string, LocationState>;
}

interface LocationState {
  down: boolean;
  /** The last judged runs, oldest first, true for NO_GO; never more than `of`. */
  judged: readonly boolean[];
  good: number;
  unjudged: number;
}

/** A change that is told, once. `key` is the same for an alert and the end of it, so that receivers pair the two. */
export interface Transition {
  kind: 'down' | 'recovered' | 'cannot-judge' | 'judges-again';
  key: string;
  at: number;
}

/** Of a target that nobody has looked at yet. */
export const unseen: AlertState = { condition: 'up', blind: false, since: null, blindSince: null, locations: new Map() };

/**
 * The state after one more run, and the transitions that it makes: none in most cases. INCONCLUSIVE is neither good nor
 * bad: it leaves what was judged as it is, and neither opens nor ends an alert of the target.
 */
export function afterSighting(state: AlertState, sighting: Sighting, target: string, rule: AlertRule): { state: AlertState; transitions: Transition[] } {
  const { location, verdict, at } = sighting;
  const locations = new Map(state.locations).set(location, locationAfter(state.locations.get(location), verdict, rule));
  const heard = [...locations.values()];
  const holding = heard.filter(({ down }) => down).length;
  const blind = heard.every(({ unjudged }) => unjudged >= rule.blind);
  const down = state.condition === 'down' ? holding > 0 : holding >= rule.quorum;
  const since = down ? (state.since ?? at) : null;
  const blindSince = blind ? (state.blindSince ?? at) : null;
  const key = (what: string, began: number | null) => `${target}/${what}/${began ?? at}`;
  const transitions: Transition[] = [];
  if (blind && !state.blind) transitions.push({ kind: 'cannot-judge', key: key('gate', blindSince), at });
  if (!blind && state.blind) transitions.push({ kind: 'judges-again', key: key('gate', state.blindSince), at });
  if (down && state.condition === 'up') transitions.push({ kind: 'down', key: key('target', since), at });
  if (!down && state.condition === 'down') transitions.push({ kind: 'recovered', key: key('target', state.since), at });
  return { state: { condition: down ? 'down' : 'up', blind, since, blindSince, locations }, transitions };
}

function locationAfter(before: LocationState = { down: false, judged: [], good: 0, unjudged: 0 }, verdict: Sighting['verdict'], rule: AlertRule): LocationState {
  if (verdict === 'INCONCLUSIVE') return { ...before, unjudged: before.unjudged + 1 };
  const bad = verdict === 'NO_GO';
  const judged = [...before.judged, bad].slice(-rule.of);
  const good = bad ? 0 : before.good + 1;
  if (before.down && good >= rule.recovery) return { down: false, judged: [], good, unjudged: 0 };
  return { down: before.down || judged.filter(Boolean).length >= rule.bad, judged, good, unjudged: 0 };
}
