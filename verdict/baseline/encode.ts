import { forJson } from '../neutralise.ts';

/** What fits into one line of the file stands in one line. */
const lineWidth = 120;

/**
 * A baseline as the text of its file: keys sorted, and one line for what a reviewer reads as one thing, so that a diff shows
 * what changed and nothing else. The same for the same baseline.
 */
export function encodeBaseline(baseline: object): string {
  return `${forJson(rendered(baseline, '', new Set(['schema', 'taken'])))}\n`;
}

/** The same text for the same content, however the file was laid out. */
export function canonicalText(value: unknown): string {
  return JSON.stringify(sorted(value));
}

/** @param first keys that come before the sorted ones. */
function rendered(value: unknown, indent: string, first = new Set<string>()): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(typeof value === 'string' ? value.toWellFormed() : value);
  const flat = inLine(value);
  if (first.size === 0 && isSimple(value) && indent.length + flat.length <= lineWidth) return flat;
  const inner = `${indent}  `;
  const parts = Array.isArray(value) ? value.map((item) => inner + rendered(item, inner)) : entriesOf(value, first).map(([key, entry]) => `${inner}${JSON.stringify(key.toWellFormed())}: ${rendered(entry, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return parts.length === 0 ? `${open}${close}` : `${open}\n${parts.join(',\n')}\n${indent}${close}`;
}

function inLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(typeof value === 'string' ? value.toWellFormed() : value);
  const parts = entriesOf(value).map(([key, entry]) => `${JSON.stringify(key.toWellFormed())}: ${inLine(entry)}`);
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

/** One thing: plain values, and lists of them. */
function isSimple(value: object): boolean {
  const isPlain = (entry: unknown) => typeof entry !== 'object' || entry === null;
  return Object.values(value).every((entry: unknown) => isPlain(entry) || (Array.isArray(entry) && entry.every(isPlain)));
}

function entriesOf(value: object, first = new Set<string>()): [string, unknown][] {
  const order = [...first];
  const rank = (key: string) => (first.has(key) ? order.indexOf(key) : order.length);
  return Object.entries(value).filter(([, entry]) => entry !== undefined).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return entriesOf(value).map(([key, entry]) => [key, sorted(entry)]);
}
