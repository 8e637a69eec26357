import type { ReleaseObservation, ReleasePlace, ReleaseSample } from './release-observation.ts';
import type { Verdict } from './verdict.ts';

/** What one answer says: the expected release, another one, nothing, or there was no good answer. */
export type Saying = 'expected' | 'other' | 'silent' | 'lost';

/** Whether a served value is the expected release. Of a commit a part of at least seven digits will do, on either side. */
export function isRelease(expected: string, value: string): boolean {
  if (expected === value) return true;
  const [short = '', long = ''] = [expected, value].map((text) => text.toLowerCase()).sort((a, b) => a.length - b.length);
  return isCommit(short) && isCommit(long) && long.startsWith(short);
}

/** Whether a value is written as the expected release is, so that it can be taken for the name of another one. */
export function isWrittenAlike(expected: string, value: string): boolean {
  if (isCommit(expected)) return isCommit(value);
  return !isCommit(value) && shapeOf(expected) === shapeOf(value);
}

function isCommit(text: string): boolean {
  return /^(?=.*\d)[0-9a-f]{7,64}$/i.test(text) && !/^\d{7,9}$/.test(text);
}

/** `v2026.11.3-rc1` as `a9.9.9-a9`. */
function shapeOf(text: string): string {
  return text.replace(/\p{L}+/gu, 'a').replace(/\d+/g, '9');
}

/** What an answer says when `expected` is to be served. */
export function sayingOf(sample: ReleaseSample, expected: string, declared: boolean): Saying {
  const { values } = sample;
  const fits = values.filter(({ value }) => isRelease(expected, value));
  if (fits.length > 0 && (!declared || fits.length === values.length)) return 'expected';
  if (otherNames(sample, expected, declared).length > 0) return 'other';
  return sample.error !== null || (sample.status ?? 0) >= 400 ? 'lost' : 'silent';
}

/** The other releases that an answer names in place of the expected one; none when it names that. */
export function othersIn(sample: ReleaseSample, expected: string, declared: boolean): string[] {
  return sayingOf(sample, expected, declared) === 'other' ? otherNames(sample, expected, declared) : [];
}

function otherNames(sample: ReleaseSample, expected: string, declared: boolean): string[] {
  const taken = ({ source, value }: ReleaseSample['values'][number]) => declared || (usualName.test(source) && isWrittenAlike(expected, value));
  return sample.values.flatMap((one) => (!isRelease(expected, one.value) && taken(one) ? [one.value] : []));
}

/** Headers and meta tags that name the release by custom; others with such words may name the version of a framework or an API. */
const usualName = /^(?:header x-|meta )(?:(?:app|application|git|site|service)-?)?(?:release|version|build|revision|commit|deploy|deployment)(?:-?(?:id|sha|hash|number|version|tag|name))?$/i;

/** Places that must prove the release: those of pages and of own URLs; of APIs only where there is nothing else. */
export function mustProve({ places }: Pick<ReleaseObservation, 'places'>): ReleasePlace[] {
  const counting = places.filter(({ kind, samples }) => kind === 'page' || kind === 'url' || (kind === 'form' && samples.some(({ status }) => status !== null && status < 300)));
  return counting.length > 0 ? counting : places;
}

/** Whether the expected release is served: true and false only when that is proven. Null expected is unknown. */
export function releaseMatch(observation: ReleaseObservation): Verdict['release']['match'] {
  const { expected, declared, places } = observation;
  if (expected === null) return 'unknown';
  const say = (sample: ReleaseSample) => sayingOf(sample, expected, declared);
  if (places.some(({ samples }) => samples.some((sample) => say(sample) === 'other'))) return false;
  const proving = mustProve(observation).flatMap(({ samples }) => samples);
  return proving.length > 0 && proving.every((sample) => say(sample) === 'expected') ? true : 'unknown';
}

/** Nothing that was asked names the expected release or another one, though all of it answered: it seems that nothing ever does. */
export function saysNothing({ places, expected, declared }: ReleaseObservation): boolean {
  return places.every(({ samples }) => samples.every((sample) => sample.error === null && (sample.status ?? 0) < 500 && !['expected', 'other'].includes(sayingOf(sample, expected ?? '', declared))));
}

/** How often each value was seen, most often first. */
export function sharesOf({ places }: Pick<ReleaseObservation, 'places'>): { release: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { values } of places.flatMap(({ samples }) => samples)) for (const value of new Set(values.map((one) => one.value))) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([release, count]) => ({ release, count })).sort((a, b) => b.count - a.count || (a.release < b.release ? -1 : 1));
}

/** The release in the verdict, from what was seen of it. */
export function releaseSeen(observation: ReleaseObservation): Verdict['release'] {
  const { expected, declared } = observation;
  const names = ({ source, value }: ReleaseSample['values'][number]) => declared || usualName.test(source) || (expected !== null && isRelease(expected, value));
  const places = observation.places.map((place) => ({ ...place, samples: place.samples.map((sample) => ({ ...sample, values: sample.values.filter(names) })) }));
  return { expected, observed: sharesOf({ places }).map(({ release }) => release).slice(0, 20), match: releaseMatch(observation) };
}
