import type { PageRule } from './page-rule.ts';

/** Errors of name resolution and connection: the environment's, not the code's. */
const environmental = /ERR_(NAME|CONNECTION|ADDRESS|CERT|SSL|TUNNEL|PROXY|TIMED_OUT|NETWORK|SOCKET|EMPTY_RESPONSE)|no answer within/;

/** Errors that say that the machine under gonogo has no network. */
const runners = /ERR_(INTERNET_DISCONNECTED|NETWORK_CHANGED|PROXY_CONNECTION_FAILED|INSUFFICIENT_RESOURCES|NETWORK_IO_SUSPENDED)/;

/** R1: the document did not come, or is not the document that was asked for. */
export const transport: PageRule = (look, { page, severity }) => {
  const { status, error, contentType, finalUrl } = look.navigation;
  const url = page.url;
  const wanted = page.document ?? {};
  if (status !== null && (wanted.status === undefined ? status >= 400 : status !== wanted.status)) {
    return [{ code: 'DOCUMENT_STATUS', severity, attribution: 'release', data: { url, status, expected: wanted.status === undefined ? 'below 400' : String(wanted.status) } }];
  }
  if (error !== null) {
    const attribution = runners.test(error) ? 'runner' : environmental.test(error) ? 'environment' : 'release';
    return [{ code: 'NAVIGATION_FAILED', severity, attribution, data: { url, error } }];
  }
  const type = wanted.type ?? 'text/html';
  if (status !== null && !(contentType ?? '').toLowerCase().startsWith(type.toLowerCase()) && !(wanted.type === undefined && /xhtml/.test(contentType ?? ''))) {
    return [{ code: 'DOCUMENT_TYPE', severity, attribution: 'release', data: { url, contentType, expected: type } }];
  }
  const expected = wanted.finalUrl === undefined ? null : new URL(wanted.finalUrl, url).href;
  const left = expected === null ? new URL(finalUrl).origin !== new URL(url).origin && look.navigation.redirects > 0 : finalUrl !== expected;
  if (left) return [{ code: 'FINAL_URL', severity, attribution: 'environment', data: { url, finalUrl, expected: expected ?? `a page of ${new URL(url).origin}` } }];
  return [];
};
