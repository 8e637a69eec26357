import type { FindingData } from './finding.ts';
import { clip, counted, shortUrl, spoken } from './text.ts';
import { type Words, path } from './wording.ts';

type ReleaseCode = 'WRONG_RELEASE' | 'RELEASE_UNPROVEN' | 'MIXED_RELEASES' | 'CACHED_HTML' | 'PREVIOUS_ASSETS_GONE';

/** A release as a sentence names it; a whole commit is longer than people read. */
function short(release: string): string {
  return /^[0-9a-f]{40,64}$/i.test(release) ? release.slice(0, 12) : clip(release, 60);
}

function share({ release, count }: { release: string; count: number }, of: number): string {
  return `${short(release)} in ${count} of ${of}`;
}

function after(waitedMs: number): string {
  return waitedMs < 1000 ? '' : ` after ${spoken(waitedMs)}`;
}

function listed(where: string[]): string {
  return where.length === 0 ? '' : ` (${where.map((place) => clip(place, 80)).join(', ')})`;
}

/** The words for what is wrong with the identity of the release. */
export const releaseWords: { [Code in ReleaseCode]: (data: FindingData[Code]) => Words } = {
  WRONG_RELEASE: (data) => ({
    seen: `release ${data.served.slice(0, 4).map(short).join(', ')} is served${after(data.waitedMs)}${listed(data.where)}`,
    expected: `release ${short(data.expected)}`,
    advice: 'The deploy did not reach what users reach: check that it ended, and that traffic goes to it.',
  }),
  RELEASE_UNPROVEN: (data) => ({
    seen: `it is not proven${after(data.waitedMs)} that release ${short(data.expected)} is served: ${data.why}`,
    expected: 'every place that is asked to name it',
    advice: 'Serve the release in a header such as x-release or in a meta tag, or name the place with release.read in the configuration.',
  }),
  MIXED_RELEASES: (data) => ({
    seen: `${counted(data.shares.length, 'release')} served at the same time${after(data.waitedMs)}: ${data.shares.slice(0, 4).map((one) => share(one, data.of)).join(', ')} answers${data.expected === null ? listed(data.where) : data.where.length > 0 ? `; another one at ${data.where.map((place) => clip(place, 80)).join(', ')}` : ''}`,
    expected: data.expected === null ? 'one release everywhere' : `release ${short(data.expected)} everywhere`,
    advice: 'Some instance or edge still serves another release: finish the rollout, restart what is left, or purge the cache.',
  }),
  CACHED_HTML: (data) => ({
    seen: `${clip(data.place, 80)} comes from a cache (${data.headers.slice(0, 3).map((line) => clip(line, 60)).join(', ')}) and is of another build${data.release === null ? '' : `, release ${short(data.release)}`}${data.asset === null ? '' : `: it loads ${shortUrl(data.asset)}`}`,
    expected: 'the document of the release, as it comes past the cache',
    advice: 'Purge the cache for this URL, and do not let caches keep documents longer than the files that they name.',
  }),
  PREVIOUS_ASSETS_GONE: (data) => ({
    seen: `${data.count} of ${counted(data.of, 'file')} of the previous release ${data.count === 1 ? 'is' : 'are'} gone: ${path(data.missing[0] ?? '')} ${data.status !== null && data.status >= 400 ? `answers ${data.status}` : `comes as ${data.contentType ?? 'no type'}`}`,
    expected: 'the files to stay for as long as tabs of that release may be open',
    advice: 'Keep the files of the previous release beside the new ones: users who have the page open load them later.',
  }),
};
