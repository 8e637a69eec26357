/** Beyond this, browsers and servers begin to refuse an address; it is left out rather than cut. */
const longest = 2000;

/**
 * A value as an address that may be shown as a link: http or https, without credentials, at most 2000 characters, and strictly
 * as RFC 3986 writes it; else null. Two colons never stand side by side, so that no log reads a command in it.
 */
export function webAddress(value: string | undefined): string | null {
  const url = value === undefined ? null : URL.parse(value);
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') return null;
  const query = url.search && `?${strictly(url.search.slice(1))}`;
  const fragment = url.hash && `#${strictly(url.hash.slice(1))}`;
  const address = `${url.origin}${strictly(url.pathname)}${query}${fragment}`;
  return address.length > longest ? null : address;
}

function strictly(part: string): string {
  return part
    .replace(/[^\w\-.~:/?@!$&'()*+,;=%]/g, encodeURIComponent)
    .replace(/%(?![0-9a-f]{2})/gi, '%25')
    .replace(/:(?=:)/g, '%3A');
}
