import type { JsonValue } from '../verdict/plan.ts';
import { type JsonObject, isObject, member } from './references.ts';

const places = ['path', 'query', 'header', 'cookie'] as const;
export type Place = (typeof places)[number];

/** A parameter of an operation, and how its values are written. */
export interface Parameter {
  name: string;
  place: Place;
  required: boolean;
  style: string;
  explode: boolean;
  /** Characters such as `/` and `,` stand in a query as they are. */
  allowReserved: boolean;
  /** Its value is written as JSON. */
  json: boolean;
}

/** Headers that a document cannot describe as parameters: they belong to content and access. */
const notParameters = ['accept', 'content-type', 'authorization'];

/** Reads a parameter; null for what is none. */
export function readParameter(given: JsonObject): Parameter | null {
  const name = member(given, 'name');
  const place = places.find((one) => one === member(given, 'in'));
  if (typeof name !== 'string' || name === '' || place === undefined || (place === 'header' && notParameters.includes(name.toLowerCase()))) return null;
  const style = String(member(given, 'style') ?? (place === 'query' || place === 'cookie' ? 'form' : 'simple'));
  const explode = member(given, 'explode');
  return {
    name,
    place,
    required: place === 'path' || member(given, 'required') === true,
    style,
    explode: typeof explode === 'boolean' ? explode : style === 'form',
    allowReserved: member(given, 'allowReserved') === true,
    json: isObject(member(given, 'content')),
  };
}

type Encode = (text: string) => string;

/**
 * A value as it stands in the place of a path, encoded so that it stays there.
 * @throws Error when it would change where the path leads
 */
export function pathText({ name, style, explode, json }: Parameter, value: JsonValue): string {
  const encode = encodeURIComponent;
  const text = json ? encode(JSON.stringify(value)) : styled(style, name, explode, value, encode);
  if (/^(?:\.|%2e){0,2}$/i.test(text)) throw new Error(`the parameter ${name} of the path is ${JSON.stringify(text)}`);
  return text;
}

function styled(style: string, name: string, explode: boolean, value: JsonValue, encode: Encode): string {
  if (style === 'label') return `.${listed(value, explode ? '.' : ',', explode, encode)}`;
  if (style !== 'matrix') return listed(value, ',', explode, encode);
  if (Array.isArray(value) && explode) return value.map((item) => `;${encode(name)}=${encode(plain(item))}`).join('');
  return isObject(value) && explode ? `;${listed(value, ';', true, encode)}` : `;${encode(name)}=${listed(value, ',', false, encode)}`;
}

function listed(value: JsonValue, separator: string, explode: boolean, encode: Encode): string {
  if (Array.isArray(value)) return value.map((item) => encode(plain(item))).join(separator);
  if (!isObject(value)) return encode(plain(value));
  return Object.entries(value).map(([key, item]) => `${encode(key)}${explode ? '=' : ','}${encode(plain(item))}`).join(separator);
}

/** The parts of a query that a value makes, such as `state=open`, each encoded. */
export function queryParts({ name, style, explode, allowReserved, json }: Parameter, value: JsonValue): string[] {
  const encode: Encode = allowReserved ? (text) => encodeURI(text).replace(/[#&+]/g, encodeURIComponent) : encodeURIComponent;
  const key = encodeURIComponent(name);
  if (json) return [`${key}=${encode(JSON.stringify(value))}`];
  if (Array.isArray(value)) {
    const separator = style === 'spaceDelimited' ? '%20' : style === 'pipeDelimited' ? '%7C' : ',';
    return explode ? value.map((item) => `${key}=${encode(plain(item))}`) : [`${key}=${value.map((item) => encode(plain(item))).join(separator)}`];
  }
  if (!isObject(value)) return [`${key}=${encode(plain(value))}`];
  if (style === 'deepObject') return Object.entries(value).map(([part, item]) => `${encodeURIComponent(`${name}[${part}]`)}=${encode(plain(item))}`);
  return explode ? Object.entries(value).map(([part, item]) => `${encodeURIComponent(part)}=${encode(plain(item))}`) : [`${key}=${listed(value, ',', false, encode)}`];
}

/** A value as it stands in a header. */
export function headerText({ explode, json }: Parameter, value: JsonValue): string {
  return json ? JSON.stringify(value) : listed(value, ',', explode, (text) => text);
}

/** A value as it stands in the header `cookie`. */
export function cookieText({ name, json }: Parameter, value: JsonValue): string {
  return `${name}=${json ? encodeURIComponent(JSON.stringify(value)) : listed(value, ',', false, encodeURIComponent)}`;
}

/** A value without parts of its own; of others their JSON. */
function plain(value: JsonValue): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
