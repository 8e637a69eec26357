import { clip, oneLine } from '../text.ts';
import type { Taken } from './baseline.ts';

/** Which release a baseline was taken of: `release 2026.6.3`, or when. */
export function goodRelease({ release, at }: Pick<Taken, 'release' | 'at'>): string {
  return release === null ? `the release of ${at.slice(0, 10)}` : `release ${clip(oneLine(release), 40)}`;
}

/** Where a baseline comes from: `release 2026.6.3 of shop, taken 2026-11-24 10:00 UTC`. */
export function takenInWords(taken: Taken): string {
  const { at, target, forced } = taken;
  const of = [target.name, ...(target.environment === 'unknown' || target.environment === target.name ? [] : [target.environment])].map((part) => clip(oneLine(part), 60)).join(' ');
  return `${goodRelease(taken)} of ${of}, taken ${at.slice(0, 16).replace('T', ' ')} UTC${forced ? ` from a ${forced.verdict}: ${clip(oneLine(forced.reason), 200)}` : ''}`;
}
