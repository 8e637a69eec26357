import { createHash, timingSafeEqual } from 'node:crypto';

/** Characters of the shortest token that is taken: what can be guessed is none. */
export const shortestToken = 16;

/**
 * Makes the question whether an `Authorization` header carries the token: as a bearer token, or as the password of
 * Basic, which is all that a caller can send that knows only a URL, such as a hook of Flagger. The time of the answer
 * tells nothing about the token, since digests of one length are compared.
 */
export function tokenCheck(token: string): (authorization: string | undefined) => boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const expected = digest(token);
  return (authorization = '') => timingSafeEqual(digest(tokenOf(authorization)), expected);
}

function tokenOf(authorization: string): string {
  const [, scheme = '', value = ''] = /^(Bearer|Basic) +(.+)$/i.exec(authorization) ?? [];
  if (scheme.toLowerCase() !== 'basic') return value;
  const pair = Buffer.from(value, 'base64').toString('utf8');
  return pair.slice(pair.indexOf(':') + 1);
}
