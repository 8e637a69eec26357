import type { AssetFact } from '../deploy-observation.ts';
import type { Remark } from '../finding.ts';
import type { Severity } from '../plan.ts';
import { mustProve, othersIn, releaseMatch, sayingOf, sharesOf } from '../release-match.ts';
import type { ReleaseObservation, ReleasePlace, ReleaseSample } from '../release-observation.ts';
import { otherBuild } from './deploy.ts';
import { milder } from './page-rule.ts';

/** Places that a finding names. */
const mostPlaces = 5;

/** Whether the expected release is what every place serves, and what of the change of releases went wrong. Pure. */
export function judgeRelease(observation: ReleaseObservation, severity: Severity): Remark[] {
  return [...identity(observation, severity), ...cached(observation, severity), ...gone(observation, severity)];
}

function identity(observation: ReleaseObservation, severity: Severity): Remark[] {
  const { expected, declared, places, durationMs } = observation;
  if (expected === null) return unequal(observation, severity);
  const match = releaseMatch(observation);
  if (match === true) return [];
  if (match === 'unknown') return [{ code: 'RELEASE_UNPROVEN', severity, attribution: 'release', data: { expected, why: whyUnproven(observation, expected), waitedMs: durationMs } }];
  const shares = placesShares(observation, expected);
  const wrong = places.filter(({ samples }) => samples.some((sample) => sayingOf(sample, expected, declared) === 'other'));
  const where = wrong.slice(0, mostPlaces).map(placeInWords);
  const mixed = places.some(({ samples }) => samples.some((sample) => sayingOf(sample, expected, declared) === 'expected'));
  const of = places.reduce((sum, { samples }) => sum + samples.length, 0);
  if (mixed) return [{ code: 'MIXED_RELEASES', severity, attribution: 'environment', data: { expected, shares, of, where, waitedMs: durationMs } }];
  return [{ code: 'WRONG_RELEASE', severity, attribution: 'release', data: { expected, served: shares.map(({ release }) => release), where, waitedMs: durationMs } }];
}

/** The expected release and those taken for others, with the answers that named them. */
function placesShares({ places, declared }: ReleaseObservation, expected: string): { release: string; count: number }[] {
  const namesOf = (sample: ReleaseSample) => (sayingOf(sample, expected, declared) === 'expected' ? [expected] : othersIn(sample, expected, declared));
  return sharesOf({ places: places.map((place) => ({ ...place, samples: place.samples.map((sample) => ({ ...sample, values: namesOf(sample).map((value) => ({ source: '', value })) })) })) });
}

/** Nobody said which release to expect: one place that names two is still wrong. */
function unequal({ declared, places, durationMs }: ReleaseObservation, severity: Severity): Remark[] {
  const torn = declared ? places.filter(namesTwo) : [];
  if (torn.length === 0) return [];
  const of = torn.reduce((sum, { samples }) => sum + samples.length, 0);
  return [{ code: 'MIXED_RELEASES', severity, attribution: 'environment', data: { expected: null, shares: sharesOf({ places: torn }), of, where: torn.slice(0, mostPlaces).map(placeInWords), waitedMs: durationMs } }];
}

function namesTwo({ samples }: ReleasePlace): boolean {
  const bySource = Map.groupBy(samples.flatMap(({ values }) => values), ({ source }) => source);
  return [...bySource.values()].some((values) => new Set(values.map(({ value }) => value)).size > 1);
}

function whyUnproven(observation: ReleaseObservation, expected: string): string {
  const asked = mustProve(observation);
  if (asked.length === 0) return 'nothing was asked for it';
  const says = (saying: string) => asked.filter(({ samples }) => samples.some((sample) => sayingOf(sample, expected, observation.declared) === saying));
  const [lost] = says('lost');
  if (lost) return `${placeInWords(lost)} gave no good answer (${lost.samples.map(({ error, status }) => error ?? String(status)).find((word) => word !== '200') ?? 'no answer'})`;
  const silent = says('silent');
  return silent.length === asked.length ? 'nothing tells the served version' : `${placeInWords(silent[0] ?? asked[0])} does not tell its version`;
}

function placeInWords(place: ReleasePlace | undefined): string {
  const { pathname, host } = URL.parse(place?.url ?? '') ?? { pathname: place?.url ?? '', host: '' };
  const path = place?.kind === 'api' ? `${host}${pathname}` : pathname;
  return place?.instance ? `${path} of ${place.instance}` : path;
}

/** Documents that a cache answered, of another release or build than the one past caches. */
function cached({ expected, declared, places }: ReleaseObservation, severity: Severity): Remark[] {
  return places.flatMap((place): Remark[] => {
    if (place.kind !== 'page' && place.kind !== 'form') return [];
    for (const sample of place.samples.filter(fromCache)) {
      const asset = place.fresh === null ? null : otherBuild({ assets: place.fresh.assets }, { assets: sample.assets });
      const others = expected === null ? [] : othersIn(sample, expected, declared);
      if (asset === null && others.length === 0) continue;
      return [{ code: 'CACHED_HTML', severity: milder(severity, 'critical'), attribution: 'environment', data: { url: place.url, place: placeInWords(place), headers: sample.cache, release: others[0] ?? null, asset } }];
    }
    return [];
  });
}

function fromCache({ cache }: ReleaseSample): boolean {
  return cache.some((line) => /^age: *0*[1-9]/.test(line) || /^(?!age:)[\w-]+:.*\b(?:hit|stale|revalidated|updating)\b/i.test(line));
}

/** Tabs that are open still load the files of the release before. */
function gone({ previous }: ReleaseObservation, severity: Severity): Remark[] {
  const missing = previous.filter(isGone);
  const [first] = missing;
  if (!first) return [];
  return [{ code: 'PREVIOUS_ASSETS_GONE', severity: milder(severity, 'normal'), attribution: 'release', data: { missing: missing.slice(0, 20).map(({ url }) => url), count: missing.length, of: previous.length, status: first.status, contentType: first.contentType } }];
}

function isGone({ error, status, contentType }: AssetFact): boolean {
  return error === null && ((status ?? 0) >= 400 || /text\/html/i.test(contentType ?? ''));
}
