import type { Content, Flaws, Shot } from '../observation.ts';

type Held = Pick<Content, 'characters' | 'controls' | 'media' | 'editables' | 'structures' | 'sample'>;

/** Words that only say that something is still to come. */
const waiting = /^(loading|please wait|just a moment|one moment|initiali[sz]ing|starting|wird geladen|bitte warten|chargement|cargando|[\s.…])+$/i;

/** A window with fewer edges than this holds no more than a logo; a drawn chart or photograph has many times as many. */
const logoEdges = 3000;

/** True when all there is to read is a word such as "Loading". */
export function onlyWaits(held: Held): boolean {
  return held.characters > 0 && held.characters < 80 && held.controls + held.editables + held.structures === 0 && waiting.test(held.sample);
}

/** True when all there is to see is as much as a logo. */
export function onlyLogo(held: Held, shot: Pick<Shot, 'edges' | 'scale'>): boolean {
  return held.media > 0 && held.characters + held.controls + held.editables + held.structures === 0 && shot.edges / shot.scale < logoEdges;
}

/** How far the main part of a page is: it holds something, nothing at all, or no more than a word such as "Loading". */
export function mainPart(seen: Pick<Flaws, 'main' | 'mainBare'> | null): 'holds' | 'empty' | 'waits' {
  if (seen === null || seen.main === null || !seen.mainBare) return 'holds';
  if (seen.main === '') return 'empty';
  return seen.main.length < 80 && waiting.test(seen.main) ? 'waits' : 'holds';
}
