import type { z } from 'zod';
import { clip } from '../verdict/text.ts';

type RawIssue = z.core.$ZodRawIssue;

/** A place in the configuration as people write it: `partners[1].journeys[0].headers["x-key"]`. */
export function formatPath(path: readonly PropertyKey[]): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else if (/^[A-Za-z_$][\w$]*$/.test(String(part))) text += text === '' ? String(part) : `.${String(part)}`;
    else text += `[${JSON.stringify(String(part))}]`;
  }
  return text === '' ? 'the configuration' : text;
}

/** A wrong value as the sentence about it shows it: short, on one line. */
export function given(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'string') return clip(JSON.stringify(value), 60);
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (value instanceof RegExp) return clip(String(value), 60);
  return typeof value === 'object' ? 'an object' : clip(String(value), 60);
}

/** The predicate of a sentence about a wrong value: `must be …, but is …`. */
export function mustBe(wanted: string, value: unknown): string {
  return value === undefined ? `is missing: it must be ${wanted}` : `must be ${wanted}, but is ${given(value)}`;
}

/** `a`, `a or b`, `a, b or c`. */
export function listed(names: readonly string[], last: 'and' | 'or' = 'or'): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} ${last} ${names.at(-1)}`;
}

/** The one of `names` that `word` was probably meant to be, or null when none is near. */
export function nearestName(word: string, names: readonly string[]): string | null {
  const ranked = names
    .map((name) => ({ name, distance: editDistance(word.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  return best !== undefined && best.distance <= Math.max(1, Math.floor(best.name.length / 3)) ? best.name : null;
}

/** `did you mean x? `, or nothing when no name is near. */
export function suggestion(word: string, names: readonly string[]): string {
  const near = nearestName(word, names);
  return near === null ? '' : `did you mean ${near}? `;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

const typeWords: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/**
 * Error map for zod: the predicate of the sentence about an issue, without the path.
 * For unknown keys it is the list of known ones, from which `issueSentences` makes a sentence per key.
 */
export function issuePredicate(issue: RawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return mustBe(typeWords[issue.expected] ?? `of type ${issue.expected}`, issue.input);
    case 'invalid_value':
      return mustBe(issue.values.length === 1 ? String(issue.values[0]) : `one of ${listed(issue.values.map(String))}`, issue.input);
    case 'too_small':
      if (issue.origin === 'string' || issue.origin === 'array') return 'must not be empty';
      return mustBe(`at least ${issue.minimum}`, issue.input);
    case 'too_big':
      return mustBe(`at most ${issue.maximum}`, issue.input);
    case 'invalid_key':
      return issue.issues[0]?.message;
    case 'unrecognized_keys':
      return knownKeys(issue.inst).join(' ');
    default:
      return undefined;
  }
}

function knownKeys(schema: unknown): string[] {
  const shape = schema !== null && typeof schema === 'object' && 'shape' in schema ? schema.shape : undefined;
  return shape !== null && typeof shape === 'object' ? Object.keys(shape) : [];
}

/** One sentence for each problem that an issue stands for: path, what was given, what is allowed. */
export function issueSentences(issue: z.core.$ZodIssue): string[] {
  if (issue.code !== 'unrecognized_keys') return [`${formatPath(issue.path)} ${issue.message}.`];
  const known = issue.message.split(' ');
  return issue.keys.map(
    (key) => `${formatPath([...issue.path, key])} is not a known key: ${suggestion(key, known)}Known keys here: ${known.join(', ')}.`,
  );
}
