import type { Remark } from '../finding.ts';
import type { Content, Flaws } from '../observation.ts';
import { type PageRule, milder } from './page-rule.ts';
import { voidEdges } from './visible.ts';

/** Shorter pages have little besides their placeholders; longer ones may explain a template language. */
const shortText = 500;

/** A page that says more than this is read, whatever part of it is still to come. */
const readText = 1000;

/** What is on show is there, but not as it was meant: template not run, letters lost, everything locked, styles gone (R11). */
export const flaws: PageRule = (look, { page, severity }) => {
  const { flaws: seen, content } = look;
  const shows = (look.shots.at(-1)?.edges ?? 0) >= voidEdges;
  if (seen === null || content === null || !shows || look.navigation.error !== null) return [];
  const { url } = page;
  const remarks: Remark[] = [];
  if (seen.placeholders.length >= 2) {
    remarks.push({ code: 'TEMPLATE_NOT_RENDERED', severity: content.characters < shortText ? severity : milder(severity, 'normal'), attribution: 'release', data: { url, placeholders: seen.placeholders } });
  }
  if (seen.coveredBy !== null) remarks.push({ code: 'PAGE_LOCKED', severity, attribution: 'release', data: { url, coveredBy: seen.coveredBy, controls: content.controls } });
  if (seen.garbled.length >= 2) remarks.push({ code: 'TEXT_GARBLED', severity: milder(severity, 'normal'), attribution: 'release', data: { url, samples: seen.garbled } });
  if (seen.stylesheets > 0 && seen.styled === 0) remarks.push({ code: 'STYLES_EMPTY', severity: milder(severity, 'normal'), attribution: 'release', data: { url, stylesheets: seen.stylesheets } });
  return remarks;
};

/** True for a page whose content is still grey bars, whatever stands around them. */
export function isSkeleton(seen: Flaws | null, held: Pick<Content, 'characters'>): boolean {
  return seen !== null && seen.skeletonBars >= 3 && held.characters < readText;
}
