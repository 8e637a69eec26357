/** The part of oidc-provider that the tests use; the package has no types of its own. */
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http';

  interface Found {
    find(token: string): Promise<{ clientId: string; scope?: string } | undefined>;
  }

  export default class Provider {
    constructor(issuer: string, configuration: object);
    callback(): RequestListener;
    on(event: 'grant.success', listener: (context: { body: { access_token: string; refresh_token?: string; expires_in: number } }) => void): void;
    ClientCredentials: Found;
    AccessToken: Found;
    Client: { find(id: string): Promise<object | undefined> };
    Grant: new (values: object) => { addOIDCScope(scope: string): void; save(): Promise<string> };
    RefreshToken: new (values: object) => { save(): Promise<string> };
  }
}
