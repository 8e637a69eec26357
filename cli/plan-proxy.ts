import type { GatePartner } from '../config/schema.ts';
import { urlProblem } from '../config/values.ts';
import type { Proxy, ProxyRules } from '../verdict/plan.ts';
import type { SecretReader } from './secrets.ts';

type Path = readonly PropertyKey[];

/** The way out to a partner; undefined for a direct one. Credentials of proxies are remembered as secrets. */
export function planProxy(proxy: GatePartner['proxy'], at: Path, reader: SecretReader): ProxyRules | undefined {
  if (proxy === 'none') return undefined;
  if (proxy === 'environment') return fromEnvironment(at, reader);
  const { url, user, password } = proxy;
  if (password === undefined) return { http: { url }, https: { url }, except: [] };
  const name = reader.text(user, [...at, 'user']);
  if (name.includes(':')) reader.refuse([...at, 'user'], 'must not have a colon, which separates user and password');
  const one = proxyWith(new URL(url).origin, name, reader.text(password, [...at, 'password']), at, reader);
  return { http: one, https: one, except: [] };
}

/** As curl reads them: lower case first, and no scheme means `http`. */
function fromEnvironment(at: Path, reader: SecretReader): ProxyRules {
  const named = (name: string) => [name.toLowerCase(), name].map((one) => [one, reader.variable(one) ?? ''] as const).find(([, value]) => value !== '') ?? [name, ''];
  const proxy = (name: string): Proxy | undefined => {
    const [found, value] = named(name);
    return value === '' ? undefined : parse(found, /^[a-z][a-z\d+.-]*:\/\//i.test(value) ? value : `http://${value}`, at, reader);
  };
  const [http, https] = [proxy('HTTP_PROXY'), proxy('HTTPS_PROXY')];
  return { ...(http === undefined ? {} : { http }), ...(https === undefined ? {} : { https }), except: named('NO_PROXY')[1].split(/[\s,]+/).filter((entry) => entry !== '') };
}

function parse(name: string, value: string, at: Path, reader: SecretReader): Proxy | undefined {
  const url = URL.parse(value);
  if (url === null || urlProblem(url.origin) !== null) {
    reader.refuse(at, `takes the environment variable ${name}, which must hold a URL that starts with http:// or https://`);
    return undefined;
  }
  if (url.username === '') return { url: url.origin };
  return proxyWith(url.origin, decoded(url.username), decoded(url.password), at, reader);
}

function proxyWith(url: string, user: string, password: string, at: Path, reader: SecretReader): Proxy {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  reader.remember(password);
  reader.headers({ 'proxy-authorization': authorization }, at);
  return { url, authorization };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
