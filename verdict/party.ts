import { parse } from 'tldts';

/** `first` is the release's own, `third` everybody else's. */
export type Party = 'first' | 'third';

/**
 * Tells whose a URL is: first party is the target's registrable domain (public suffix list; for addresses and
 * `localhost` the same host, whatever the port), any host in `firstParty` and their subdomains, and what has no host
 * of its own (inline scripts, `data:` and `blob:` of the page).
 */
export function partyOf(targetUrl: string, firstParty: string[]): (url: string) => Party {
  const target = siteOf(targetUrl);
  const listed = firstParty.map((host) => host.toLowerCase());
  return (url) => {
    const host = hostOf(url);
    if (host === '') return 'first';
    if (siteOf(url) === target) return 'first';
    return listed.some((own) => host === own || host.endsWith(`.${own}`)) ? 'first' : 'third';
  };
}

function siteOf(url: string): string {
  const { domain, hostname } = parse(withoutBlob(url), { allowPrivateDomains: true });
  return domain ?? hostname ?? '';
}

function hostOf(url: string): string {
  return /^(https?|wss?|blob:https?):/i.test(url) ? (parse(withoutBlob(url)).hostname ?? '') : '';
}

function withoutBlob(url: string): string {
  return url.replace(/^blob:/, '');
}
