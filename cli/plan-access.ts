import { X509Certificate } from 'node:crypto';
import { createSecureContext, getCACertificates } from 'node:tls';
import type { GatePartner } from '../config/schema.ts';
import { urlProblem } from '../config/values.ts';
import { type TokenLife, jwtLife } from '../fixtures/jwt-life.ts';
import { basicCredentials } from '../fixtures/oauth-token.ts';
import type { CredentialLife } from '../verdict/api-observation.ts';
import type { Access, AwsKey, OAuthClient, TlsIdentity } from '../verdict/plan.ts';
import { planProxy } from './plan-proxy.ts';
import type { Shared } from './plan-request.ts';
import type { SecretReader } from './secrets.ts';

type Path = readonly PropertyKey[];
type Auth = NonNullable<GatePartner['auth']>;

/** How a partner is told who calls: what every request carries from the start, and what is made when it is sent. */
export interface PlannedAccess {
  shared: Pick<Shared, 'headers' | 'query'>;
  access: Access;
}

/** Reads the credentials of a partner. Every one of them, and every form in which it is sent, is remembered as a secret. */
export function planAccess({ auth, tls, proxy, http }: GatePartner, at: Path, reader: SecretReader): PlannedAccess {
  const identity = planTls(tls, [...at, 'tls'], reader);
  const rules = planProxy(proxy, [...at, 'proxy'], reader);
  const planned = planAuth(auth, [...at, 'auth'], reader);
  const lives = [...(planned.access?.lives ?? []), ...certificateLife(identity?.cert)];
  return { shared: { headers: planned.headers ?? {}, query: planned.query ?? {} }, access: { ...planned.access, ...(lives.length === 0 ? {} : { lives }), ...(identity === undefined ? {} : { tls: identity }), ...(rules === undefined ? {} : { proxy: rules }), ...(http === '2' ? { http } : {}) } };
}

function planAuth(auth: GatePartner['auth'], at: Path, reader: SecretReader): Partial<Shared> & { access?: Access } {
  const { bearer, basic, apiKey, hmac, aws, oidc, oauth2 } = auth ?? {};
  if (bearer !== undefined) return planBearer('bearer token', reader.text(bearer, [...at, 'bearer']), [...at, 'bearer'], reader);
  if (basic !== undefined) {
    const user = reader.text(basic.user, [...at, 'basic', 'user']);
    const password = reader.text(basic.password, [...at, 'basic', 'password']);
    if (user.includes(':')) reader.refuse([...at, 'basic', 'user'], 'must not have a colon, which separates user and password');
    return { headers: reader.headers({ authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` }, at) };
  }
  if (apiKey !== undefined) {
    const value = reader.text(apiKey.value, [...at, 'apiKey', 'value']);
    return 'header' in apiKey ? { headers: reader.headers({ [apiKey.header]: value }, [...at, 'apiKey']) } : { query: { [apiKey.query]: value } };
  }
  if (hmac !== undefined) {
    return { access: { hmac: { ...hmac, keyId: reader.text(hmac.keyId, [...at, 'hmac', 'keyId']), secret: reader.text(hmac.secret, [...at, 'hmac', 'secret']) } } };
  }
  if (aws !== undefined) return { access: { aws: planAws(aws, [...at, 'aws'], reader) } };
  if (oidc !== undefined) return planOidc(oidc, [...at, 'oidc'], reader);
  return oauth2 === undefined ? {} : { access: { oauth2: planOAuth(oauth2, [...at, 'oauth2'], reader) } };
}

/** A job that gonogo runs in proves which one it is: GitHub is asked for that, GitLab has put it into a variable. */
function planOidc(oidc: NonNullable<Auth['oidc']>, at: Path, reader: SecretReader): Partial<Shared> & { access?: Access } {
  if ('gitlab' in oidc) {
    const place = [...at, 'gitlab'];
    const token = reader.text(oidc.gitlab, place);
    if (token !== '' && jwtLife(token) === null) reader.refuse(place, 'is no ID token: list the variable under id_tokens of the job');
    return planBearer('ID token', token, place, reader);
  }
  const { audience } = oidc.github;
  const read = (env: string) => reader.text({ env }, [...at, 'github']);
  const [requestUrl, requestToken] = [read('ACTIONS_ID_TOKEN_REQUEST_URL'), read('ACTIONS_ID_TOKEN_REQUEST_TOKEN')];
  if (requestUrl !== '' && urlProblem(requestUrl) !== null) reader.refuse([...at, 'github'], 'needs a URL in ACTIONS_ID_TOKEN_REQUEST_URL, which holds something else');
  return { access: { github: { requestUrl, requestToken, ...(audience === undefined ? {} : { audience }) } } };
}

function planBearer(name: string, token: string, at: Path, reader: SecretReader): Partial<Shared> & { access?: Access } {
  const life = jwtLife(token);
  const told = life === null ? {} : { access: { lives: [lifeOf(name, life)] } };
  return { headers: reader.headers({ authorization: `Bearer ${token}` }, at), ...told };
}

function lifeOf(name: string, { issuedAt, endsAt }: TokenLife): CredentialLife {
  const iso = (ms: number) => new Date(ms).toISOString();
  return { name, issuedAt: issuedAt === null ? null : iso(issuedAt), endsAt: iso(endsAt) };
}

function planOAuth({ clientId, clientSecret, refreshToken, scope, ...rest }: NonNullable<Auth['oauth2']>, at: Path, reader: SecretReader): OAuthClient {
  const client: OAuthClient = {
    ...rest,
    clientId: reader.text(clientId, [...at, 'clientId']),
    ...(clientSecret === undefined ? {} : { clientSecret: reader.text(clientSecret, [...at, 'clientSecret']) }),
    ...(refreshToken === undefined ? {} : { refreshToken: reader.text(refreshToken, [...at, 'refreshToken']) }),
    ...(scope === undefined ? {} : { scope }),
  };
  if (client.clientSecret) reader.headers({ authorization: basicCredentials(client.clientId, client.clientSecret) }, at);
  return client;
}

function planAws({ region, service, sessionToken, ...keys }: NonNullable<Auth['aws']>, at: Path, reader: SecretReader): AwsKey {
  const read = (key: string, value: typeof keys.accessKeyId) => {
    const text = reader.text(value, [...at, key]);
    if (/[^\x21-\x7e]/.test(text)) reader.refuse([...at, key], 'has blanks, line breaks or other characters that no key of AWS has');
    return text;
  };
  return {
    region,
    service,
    accessKeyId: read('accessKeyId', keys.accessKeyId),
    secretAccessKey: read('secretAccessKey', keys.secretAccessKey),
    ...(sessionToken === undefined ? {} : { sessionToken: read('sessionToken', sessionToken) }),
  };
}

/** Certificates and keys from their files; an own authority is trusted besides the usual ones. */
function planTls(tls: GatePartner['tls'], at: Path, reader: SecretReader): TlsIdentity | undefined {
  if (tls === undefined) return undefined;
  const pem = (key: 'cert' | 'key' | 'ca') => (tls[key] === undefined ? undefined : (reader.file(tls[key], [...at, key]) ?? undefined));
  const [cert, key, ca] = [pem('cert'), pem('key'), pem('ca')];
  if (cert === undefined && ca === undefined) return undefined;
  const passphrase = tls.passphrase === undefined ? undefined : reader.text(tls.passphrase, [...at, 'passphrase']);
  const identity: TlsIdentity = {
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(passphrase === undefined ? {} : { passphrase }),
    ...(ca === undefined ? {} : { ca: [...getCACertificates('default'), ca] }),
  };
  try {
    createSecureContext(identity);
  } catch (error) {
    reader.refuse(at, `cannot be used: ${error instanceof Error ? error.message : String(error)}`);
  }
  return identity;
}

/** Of the first certificate of a file, which is the client's own; none where it cannot be read, which is refused elsewhere. */
function certificateLife(pem: string | undefined): CredentialLife[] {
  if (pem === undefined) return [];
  try {
    const { validFrom, validTo } = new X509Certificate(pem);
    return [lifeOf('client certificate', { issuedAt: Date.parse(validFrom), endsAt: Date.parse(validTo) })];
  } catch {
    return [];
  }
}
