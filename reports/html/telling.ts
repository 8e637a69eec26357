import { type Party, partyOf } from '../../verdict/party.ts';
import type { FindingRecord, Verdict } from '../../verdict/verdict.ts';
import { findingOf } from '../reason.ts';
import { findingAnchor } from './anchors.ts';
import type { Material } from './material.ts';
import { type PictureShelf, openPictureShelf } from './picture-shelf.ts';

/** Where a finding is told in full. */
export interface Place {
  anchor: string;
  /** `reason 1`, `warning 3`. */
  name: string;
}

/** One rendering of a report: what it is made of, and what was told where, so that nothing is told twice. */
export interface Telling {
  material: Material;
  shelf: PictureShelf;
  /** Findings that are told above the checks. */
  places: ReadonlyMap<FindingRecord, Place>;
  /** Whose a URL is; what else the release calls its own is not known here. */
  partyOf(url: string): Party;
  /** An id that no other element has, from the one that is wanted. */
  unique(anchor: string): string;
  /** True the first time that it is asked about a thing. */
  firstOf(thing: string): boolean;
}

/** Most reasons and warnings that are told in full. */
export const tellLimits = { reasons: 100, warnings: 100 };

/** Begins a rendering: gives the findings behind reasons and warnings their places. */
export function openTelling(material: Material): Telling {
  const { verdict } = material;
  const used = new Map<string, number>();
  const things = new Set<string>();
  const unique = (anchor: string): string => {
    const times = (used.get(anchor) ?? 0) + 1;
    used.set(anchor, times);
    return times === 1 ? anchor : `${anchor}-${times}`;
  };
  const places = new Map<FindingRecord, Place>();
  const place = (reasons: Verdict['reasons'], name: string) => {
    for (const [index, reason] of reasons.entries()) {
      const finding = findingOf(verdict, reason);
      if (finding && !places.has(finding)) places.set(finding, { anchor: unique(findingAnchor(reason.check, finding)), name: `${name} ${index + 1}` });
    }
  };
  place(verdict.reasons.slice(0, tellLimits.reasons), 'reason');
  place(verdict.warnings.slice(0, tellLimits.warnings), 'warning');
  return {
    material,
    shelf: openPictureShelf(material.pictures),
    places,
    partyOf: partyOf(verdict.target.url, []),
    unique,
    firstOf(thing) {
      const first = !things.has(thing);
      things.add(thing);
      return first;
    },
  };
}
