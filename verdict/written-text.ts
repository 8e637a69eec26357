import type { WrittenText } from './api-observation.ts';

/** Shorter values stand in too many harmless texts. */
const shortest = 4;

/**
 * A text without its secrets, in which values of environment variables stand as their names.
 *
 * @param names value → name of the variable.
 */
export function writeOut(text: string, names: ReadonlyMap<string, string>, redact: (text: string) => string): WrittenText {
  const parts = split(text, [...names].filter(([value]) => value.length >= shortest).toSorted(([a], [b]) => b.length - a.length));
  const written = parts.map((part, index) => (typeof part === 'string' ? redactBefore(part, index < parts.length - 1, redact) : part)).filter((part) => part !== '');
  return written.every((part) => typeof part === 'string') ? written.join('') : written;
}

/** As people read it: `Bearer $TOKEN`. */
export function shownText(text: WrittenText): string {
  return typeof text === 'string' ? text : text.map((part) => (typeof part === 'string' ? part : `$${part.env}`)).join('');
}

/** The text cut to its first `limit` characters, names counted as they are shown. */
export function clipWritten(text: WrittenText, limit: number): WrittenText {
  if (typeof text === 'string') return text.length <= limit ? text : text.slice(0, limit).toWellFormed();
  const kept: (string | { env: string })[] = [];
  let left = limit;
  for (const part of text) {
    if (left <= 0) break;
    kept.push(typeof part === 'string' ? part.slice(0, left).toWellFormed() : part);
    left -= typeof part === 'string' ? part.length : part.env.length + 1;
  }
  return kept;
}

function split(text: string, names: [value: string, name: string][]): (string | { env: string })[] {
  const [first, ...others] = names;
  if (first === undefined || text === '') return [text];
  const [value, env] = first;
  return text.split(value).flatMap((part, index) => [...(index === 0 ? [] : [{ env }]), ...split(part, others)]);
}

/** The quotation mark that opens a value is kept from the redactor, which would take the value for an empty one. */
function redactBefore(text: string, isFollowed: boolean, redact: (text: string) => string): string {
  const [, start = '', mark = ''] = (isFollowed ? /^([^]*?)(["']?)$/ : /^([^]*)()$/).exec(text) ?? [];
  return redact(start) + mark;
}
