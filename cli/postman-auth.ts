import type { JsonValue } from '../verdict/plan.ts';
import { items, member } from '../openapi/references.ts';
import { type ImportedText, type Variables, environmentName, readText } from './postman-text.ts';

interface Reference {
  env: string;
}

/** How a call proves who makes it, with secrets as names of environment variables. */
export type ImportedAuth = { bearer: Reference } | { basic: { user: ImportedText; password: Reference } } | { apiKey: ({ header: string } | { query: string }) & { value: Reference } };

/** The authorization of a request; null for none, and a reason where it cannot be taken over. */
export function authOf(auth: JsonValue | undefined, variables: Variables): ImportedAuth | null | { reason: string } {
  const type = member(auth, 'type');
  if (auth === undefined || auth === null || type === undefined || type === 'noauth') return null;
  const given = (key: string) => String(member(items(member(auth, String(type))).find((one) => member(one, 'key') === key), 'value') ?? '');
  const secret = (key: string, name: string): Reference => {
    const read = readText(given(key), new Map(), name);
    return read !== null && typeof read !== 'string' ? read : { env: environmentName(name) };
  };
  switch (type) {
    case 'bearer':
      return { bearer: secret('token', 'token') };
    case 'basic': {
      const user = readText(given('username'), variables, null);
      return user === null || user === '' ? { reason: 'its user name has no value' } : { basic: { user, password: secret('password', 'password') } };
    }
    case 'apikey': {
      const key = readText(given('key'), variables, null);
      if (typeof key !== 'string' || key === '') return { reason: 'its API key has no name' };
      return { apiKey: { ...(given('in') === 'query' ? { query: key } : { header: key }), value: secret('value', key) } };
    }
    default:
      return { reason: `authorization of the kind ${String(type)} has to be written by hand` };
  }
}
