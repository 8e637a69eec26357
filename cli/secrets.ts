import type { Gate, GateStep } from '../config/schema.ts';
import { formatPath } from '../config/sentence.ts';
import { type Pending, type PendingJson, isEnvReference, isFileReference, isHeaderValue, isPending } from '../config/values.ts';
import type { FileReader } from './referenced-files.ts';

type Text = Gate['partners'][number]['headers'][string];
type Scalar = Exclude<GateStep['request']['query'][string], Pending>;
type Path = readonly PropertyKey[];

/** Names of headers whose values are secrets. */
export const sensitiveName = /authorization|cookie|token|key|secret|passw|session|credential/i;

const inGithub = 'run in a job of GitHub Actions that has the permission id-token: write';

/** How variables come to be set that no person sets. */
const setBy: Readonly<Record<string, string>> = { ACTIONS_ID_TOKEN_REQUEST_URL: inGithub, ACTIONS_ID_TOKEN_REQUEST_TOKEN: inGithub };

/** Reads the references to the environment, and remembers every value that must not leave in a report. */
export interface SecretReader {
  /** The text of a file, relative to the configuration's folder; null after a problem. */
  file(file: string, path: Path): string | null;
  /** Notes what is wrong with a value, as the predicate of a sentence. */
  refuse(path: Path, predicate: string): void;
  /** What a variable holds that need not be set; nothing is noted and nothing remembered. */
  variable(name: string): string | undefined;
  /** Remembers a value that stands in none of the configuration's references. */
  remember(secret: string): void;
  /** The bytes of a file to send, from the configuration's folder; empty after a problem. */
  upload(file: string, path: Path): Buffer;
  /** The value itself or what the variable holds; an unset variable becomes a problem and an empty text. */
  text(value: Text, path: Path): string;
  text(value: Text | Pending, path: Path): string | Pending;
  scalar(value: Scalar, path: Path): string;
  scalar(value: Scalar | Pending, path: Path): string | Pending;
  /** The same for a JSON value, at any depth. What hangs on captured values stays as it is. */
  json(value: PendingJson, path: Path): PendingJson;
  /** Headers with lower-case names; the values of sensitive ones are remembered. */
  headers(headers: Readonly<Record<string, Text>>, path: Path): Record<string, string>;
  headers(headers: Readonly<Record<string, Text | Pending>>, path: Path): Record<string, string | Pending>;
  /** What was remembered so far, longest first, so that a redactor replaces whole values before their parts. */
  secrets(): string[];
  /** Values that were read from environment variables, and the names of these. */
  names(): ReadonlyMap<string, string>;
  /** One sentence for each variable that is not set, and for each value that cannot be sent. */
  problems(): string[];
}

/** Makes a reader over one environment and the configuration's files. Paths are those of the configuration and only serve for the sentences. */
export function secretReader(env: Readonly<Record<string, string | undefined>>, files: FileReader): SecretReader {
  const secrets = new Set<string>();
  const names = new Map<string, string>();
  const problems: string[] = [];

  function resolved(name: string, path: Path): string {
    const value = env[name];
    if (value) {
      secrets.add(value);
      names.set(value, name);
      return value;
    }
    problems.push(`${formatPath(path)} takes its value from the environment variable ${name}, which is ${value === '' ? 'empty' : 'not set'}: ${setBy[name] ?? 'set it'}.`);
    return '';
  }

  function secretFile(file: string, path: Path): string {
    const value = files.read(file, path, 'anywhere')?.toString('utf8').replace(/\r?\n$/, '');
    if (value) secrets.add(value);
    if (value === '') problems.push(`${formatPath(path)} takes its value from the file ${file}, which is empty.`);
    return value ?? '';
  }

  function scalar(value: Scalar | Text, path: Path): string;
  function scalar(value: Scalar | Text | Pending, path: Path): string | Pending;
  function scalar(value: Scalar | Text | Pending, path: Path): string | Pending {
    if (isPending(value)) return value;
    if (isFileReference(value)) return secretFile(value.file, path);
    return isEnvReference(value) ? resolved(value.env, path) : String(value);
  }

  function json(value: PendingJson, path: Path): PendingJson {
    if (isPending(value)) return value;
    if (isEnvReference(value)) return resolved(value.env, path);
    if (Array.isArray(value)) return value.map((item, index) => json(item, [...path, index]));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, json(item, [...path, key])]));
  }

  function headers(given: Readonly<Record<string, Text>>, path: Path): Record<string, string>;
  function headers(given: Readonly<Record<string, Text | Pending>>, path: Path): Record<string, string | Pending>;
  function headers(given: Readonly<Record<string, Text | Pending>>, path: Path): Record<string, string | Pending> {
    const entries = Object.entries(given).map(([name, value]) => [name.toLowerCase(), scalar(value, [...path, name])] as const);
    for (const [name, value] of entries) {
      if (isPending(value)) continue;
      for (const secret of secretsOfHeader(name, value)) secrets.add(secret);
      if (isHeaderValue(value)) continue;
      problems.push(`${formatPath([...path, name])} has a value that HTTP does not allow in a header: remove line breaks and characters beyond Latin-1.`);
    }
    return Object.fromEntries(entries);
  }

  return {
    file: (file, path) => files.read(file, path, 'anywhere')?.toString('utf8') ?? null,
    refuse: (path, predicate) => void problems.push(`${formatPath(path)} ${predicate}.`),
    variable: (name) => env[name],
    remember: (secret) => void secrets.add(secret),
    upload: (file, path) => files.read(file, path, 'inside') ?? Buffer.alloc(0),
    text: scalar,
    scalar,
    json,
    headers,
    secrets: () => [...secrets].sort((a, b) => b.length - a.length),
    names: () => names,
    problems: () => [...problems, ...files.problems()],
  };
}

/**
 * What is secret in a header: the value of one whose name says so, and the part that a server might repeat alone,
 * which is the credential after its scheme or the value of a cookie. Short parts stand in too many harmless texts.
 */
function secretsOfHeader(name: string, value: string): string[] {
  if (!sensitiveName.test(name) || value === '') return [];
  const parts = name === 'cookie' ? value.split(/;\s*/).map((pair) => pair.slice(pair.indexOf('=') + 1)) : value.split(/\s+/).slice(1);
  return [value, ...parts.filter((part) => part.length >= 8)];
}
