import { createServer } from 'node:http';
import type { TestContext } from 'node:test';
import Provider from 'oidc-provider';
import { listen } from './local-server.ts';

/** A real OAuth 2 server on loopback with one client. */
export interface OAuthServer {
  tokenUrl: string;
  /** The client that a token was given to, or null. */
  clientOf(token: string): Promise<string | null>;
}

/** @param method how the client must authenticate. */
export async function serveOAuth(t: Pick<TestContext, 'after'>, client: { id: string; secret: string }, method: 'client_secret_basic' | 'client_secret_post'): Promise<OAuthServer> {
  const http = createServer();
  const { url, close } = await listen(http);
  t.after(() => close());
  const provider = new Provider(url, {
    clients: [{ client_id: client.id, client_secret: client.secret, grant_types: ['client_credentials'], redirect_uris: [], response_types: [], token_endpoint_auth_method: method }],
    features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
    scopes: ['orders'],
    ttl: { ClientCredentials: 600 },
  });
  http.on('request', provider.callback());
  return { tokenUrl: `${url}/token`, clientOf: async (token) => (await provider.ClientCredentials.find(token))?.clientId ?? null };
}
