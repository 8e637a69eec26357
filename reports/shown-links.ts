import type { Verdict } from '../verdict/verdict.ts';
import { shownText } from './shown-text.ts';
import { webAddress } from './web-address.ts';

/** A link that may be shown: a label on one line, and a web address. */
export interface ShownLink {
  label: string;
  url: string;
}

/** Longest label and address in UTF-16 units, and how many. */
export interface LinkLimits {
  label: number;
  url: number;
  most: number;
}

/** Those of the links that are web addresses, have a label and keep to the limits of their consumer. An address is never cut. */
export function shownLinks(links: Verdict['links'], limits: LinkLimits): ShownLink[] {
  return links
    .map(({ label, url }) => ({ label: shownText(label, limits.label), url: webAddress(url) }))
    .filter((link): link is ShownLink => link.label !== '' && link.url !== null && link.url.length <= limits.url)
    .slice(0, limits.most);
}
