import { createHash, timingSafeEqual } from 'node:crypto';

/** Characters of the shortest token that is taken: what can be guessed is none. */
export const shortestToken = 16;

/**
 * Makes the question whether an `Authorization` header carries the bearer token. The time of the answer tells
 * nothing about the token, since digests of one length are compared.
 */
export function bearerCheck(token: string): (authorization: string | undefined) => boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const expected = digest(token);
  return (authorization = '') => timingSafeEqual(digest(/^Bearer +(.+)$/i.exec(authorization)?.[1] ?? ''), expected);
}
