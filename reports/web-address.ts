/** A value as an address that may be shown as a link: http or https, and without credentials; else null. */
export function webAddress(value: string | undefined): string | null {
  const url = value === undefined ? null : URL.parse(value);
  return url !== null && ['http:', 'https:'].includes(url.protocol) && url.username === '' && url.password === '' ? url.href : null;
}
