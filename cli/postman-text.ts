import { type JsonObject, items, member } from '../openapi/references.ts';
import { createRedactor } from '../verdict/redact.ts';
import { sensitiveName } from './secrets.ts';

/** A text, or the environment variable that it comes from. */
export type ImportedText = string | { env: string };

/** Variables of a collection that have a value and are no secrets. */
export type Variables = ReadonlyMap<string, string>;

const redact = createRedactor([]);

const placeholder = /\{\{([^{}]*)\}\}/g;

export function variablesOf(collection: JsonObject): Variables {
  const known = items(collection['variable']).map((one) => [String(member(one, 'key') ?? ''), member(one, 'value'), member(one, 'type')] as const);
  return new Map(known.flatMap(([key, value, type]) => (typeof value === 'string' && value !== '' && type !== 'secret' && !sensitiveName.test(key) ? [[key, value] as const] : [])));
}

/** A text with the values of its variables, one level deep; those without a value stay. */
export function resolved(text: string, variables: Variables): string {
  return text.replace(placeholder, (whole, name: string) => variables.get(name.trim()) ?? whole);
}

/** A text, or the variable that it is as a whole; null when it is put together with a variable that has no value. @param secret the name under which its value is a secret, else null. */
export function readText(text: string, variables: Variables, secret: string | null): ImportedText | null {
  const filled = resolved(text, variables);
  const [, name] = /^\{\{([^{}]*)\}\}$/.exec(filled.trim()) ?? [];
  // Those with a dollar sign are made anew by Postman each time.
  if (name !== undefined) return name.trim().startsWith('$') ? null : { env: environmentName(name) };
  if (/\{\{[^{}]*\}\}/.test(filled)) return null;
  return filled === '' || (secret === null && !looksSecret(filled)) ? filled : { env: environmentName(secret ?? 'secret') };
}

/** Whether a text is a credential by its form, such as a token of a known kind. */
export function looksSecret(text: string): boolean {
  return redact(text) !== text;
}

/** The first variable of a text that has no value. */
export function needs(text: string, variables: Variables): string {
  return /\{\{[^{}]*\}\}/.exec(resolved(text, variables))?.[0] ?? 'a variable';
}

/** `accessToken` as `ACCESS_TOKEN`. */
export function environmentName(name: string): string {
  const upper = name.replace(/([a-z\d])([A-Z])/g, '$1_$2').replace(/[^A-Za-z\d]+/g, '_').replace(/^_|_$/g, '').slice(0, 60).toUpperCase();
  return /^[A-Z]/.test(upper) ? upper : `SECRET_${upper}`.replace(/_$/, '');
}
