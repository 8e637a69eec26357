import { createSign, createVerify, generateKeyPairSync } from 'node:crypto';
import type { TestContext } from 'node:test';
import { serveCollecting } from './partner-run.ts';

/** An issuer of ID tokens for the jobs of a pipeline, as GitHub Actions asks one, on loopback. */
export interface CiIssuer {
  /** What GitHub puts into the environment of a job. */
  environment: { ACTIONS_ID_TOKEN_REQUEST_URL: string; ACTIONS_ID_TOKEN_REQUEST_TOKEN: string };
  /** A token for a job, as GitLab puts it into a variable. */
  issue(claims: object): string;
  /** The tokens that were asked for. */
  given: string[];
  /** The audience that a token is for, when this issuer signed it and it has not ended. */
  audienceOf(authorization: string | undefined): string | null;
}

export async function serveCiIssuer(t: TestContext): Promise<CiIssuer> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const requestToken = 'request/token+1=x';
  const now = () => Math.floor(Date.now() / 1000);
  const given: string[] = [];
  const issue = (claims: object) => {
    const signed = [{ alg: 'RS256', typ: 'JWT' }, { iss: 'https://ci.example', sub: 'repo:acme/shop', iat: now(), exp: now() + 300, ...claims }].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    return `${signed}.${createSign('sha256').update(signed).sign(privateKey, 'base64url')}`;
  };
  const { url } = await serveCollecting(t, ({ headers, url }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://issuer');
    const isKnown = pathname === '/idtoken' && searchParams.get('api-version') === '2.0' && headers.authorization === `Bearer ${requestToken}`;
    const value = issue({ aud: searchParams.get('audience') ?? 'https://github.com/acme' });
    if (isKnown) given.push(value);
    response.writeHead(isKnown ? 200 : 403, { 'content-type': 'application/json' }).end(JSON.stringify(isKnown ? { count: value.length, value } : { message: 'not for you' }));
  });
  return {
    environment: { ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/idtoken?api-version=2.0`, ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken },
    issue,
    given,
    audienceOf(authorization) {
      const [, signed = '', signature = ''] = /^Bearer ([\w-]+\.[\w-]+)\.([\w-]+)$/.exec(authorization ?? '') ?? [];
      if (!createVerify('sha256').update(signed).verify(publicKey, signature, 'base64url')) return null;
      const claims = JSON.parse(Buffer.from(signed.split('.')[1] ?? '', 'base64url').toString()) as { aud: string; exp: number };
      return claims.exp > now() ? claims.aud : null;
    },
  };
}
