import { createServer } from 'node:http';
import type { TestContext } from 'node:test';
import Provider from 'oidc-provider';
import { listen } from './local-server.ts';

/** A real OAuth 2 server on loopback with one client. */
export interface OAuthServer {
  tokenUrl: string;
  /** The client that a token was given to, or null. */
  clientOf(token: string): Promise<string | null>;
  /** A refresh token of an account, as a person's consent leaves it at the client. */
  issueRefreshToken(): Promise<string>;
  /** What the token endpoint gave, in order. */
  given: { access_token: string; refresh_token?: string; expires_in: number }[];
}

/** How the server is to be, besides its client. */
export interface OAuthServerOptions {
  /** Gives another refresh token with each answer, and takes each only once. Default false. */
  rotates?: boolean;
  /** Seconds that access tokens for refresh tokens are good for. Default 600. */
  ttl?: number;
}

/** @param method how the client must authenticate; `none` for one without secret. */
export async function serveOAuth(t: Pick<TestContext, 'after'>, client: { id: string; secret: string }, method: 'client_secret_basic' | 'client_secret_post' | 'none', { rotates = false, ttl = 600 }: OAuthServerOptions = {}): Promise<OAuthServer> {
  const http = createServer();
  const { url, close } = await listen(http);
  t.after(() => close());
  const redirects = { redirect_uris: ['https://shop.example/back'], response_types: ['code'] };
  const provider = new Provider(url, {
    clients: [{ client_id: client.id, ...(method === 'none' ? {} : { client_secret: client.secret }), grant_types: [...(method === 'none' ? [] : ['client_credentials']), 'authorization_code', 'refresh_token'], ...redirects, token_endpoint_auth_method: method }],
    features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
    findAccount: (_: unknown, accountId: string) => ({ accountId, claims: () => ({ sub: accountId }) }),
    rotateRefreshToken: rotates,
    scopes: ['orders', 'openid', 'offline_access'],
    ttl: { ClientCredentials: 600, AccessToken: ttl, RefreshToken: 86_400, Grant: 86_400, IdToken: 600 },
  });
  const given: OAuthServer['given'] = [];
  provider.on('grant.success', ({ body }) => given.push(body));
  http.on('request', provider.callback());
  return {
    tokenUrl: `${url}/token`,
    clientOf: async (token) => ((await provider.ClientCredentials.find(token)) ?? (await provider.AccessToken.find(token)))?.clientId ?? null,
    given,
    async issueRefreshToken() {
      const grant = new provider.Grant({ accountId: 'somebody', clientId: client.id });
      grant.addOIDCScope('openid offline_access');
      return new provider.RefreshToken({ accountId: 'somebody', client: await provider.Client.find(client.id), grantId: await grant.save(), gty: 'authorization_code', scope: 'openid offline_access' }).save();
    },
  };
}
