import { forCiLog } from './neutralise.ts';
import type { Target } from './plan.ts';
import { clip } from './text.ts';

export const snapshotSchema = 'gonogo.snapshot/v1';

/** Kinds of facts of an environment, in the order in which a snapshot tells them. */
export const factKinds = ['release', 'document', 'policy', 'header', 'cookie', 'caching', 'compression', 'connection', 'party', 'api', 'config', 'flag', 'value', 'place', 'storage', 'worker', 'robots', 'not-found', 'asset'] as const;
export type FactKind = (typeof factKinds)[number];

/** Kind → name → value. All values are texts; secret ones are `hidden:` and a salted hash. */
export type Facts = Partial<Record<FactKind, Record<string, string>>>;

/** What an observer outside sees of an environment, and what its operator named. */
export interface Snapshot {
  schema: typeof snapshotSchema;
  tool: { name: 'gonogo'; version: string };
  takenAt: string;
  target: Target;
  /** Of the hashes in this file: the same value has the same hash only under the same salt. */
  salt: string;
  /** Kinds that could not be observed, and why. */
  notObserved: Partial<Record<FactKind, string>>;
  facts: Facts;
}

/** How a value that must not be told begins. */
export const hiddenMark = 'hidden:';

/** Facts that could not be read, or that differ from one load to the next. */
export const unread = '(not read)';
export const varying = '(varies)';

/** Facts that a file may hold, and characters of a name or value. */
const most = { facts: 5000, characters: 2000 };

/** The document without its digest, in an order that hangs on its content only, a fact on each line. */
export function snapshotBody({ schema, tool, takenAt, target, salt, notObserved, facts }: Snapshot): string {
  const sorted = (record: Record<string, string>) => Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
  const kinds = <Value>(of: Partial<Record<FactKind, Value>>, change: (value: Value) => Value) => Object.fromEntries(factKinds.flatMap((kind) => (of[kind] === undefined ? [] : [[kind, change(of[kind])]])));
  return JSON.stringify({
    schema,
    tool: { name: tool.name, version: tool.version },
    takenAt,
    target: { name: target.name, url: target.url, environment: target.environment },
    salt,
    notObserved: kinds(notObserved, (why) => why),
    facts: kinds(facts, sorted),
  }, null, 2);
}

/** The document as it is written. @param digest of `snapshotBody`, in hexadecimal. */
export function encodeSnapshot(snapshot: Snapshot, digest: string): string {
  return `${snapshotBody(snapshot).slice(0, -2)},\n  "sha256": ${JSON.stringify(digest)}\n}\n`;
}

/** What a text is: a snapshot, or why it is none that can be compared, as the predicate of a sentence. */
export type ReadSnapshot = { snapshot: Snapshot } | { problem: string };

/** Reads a snapshot of unknown origin. @param digestOf SHA-256 of a text, in hexadecimal. */
export function readSnapshot(text: string, digestOf: (text: string) => string): ReadSnapshot {
  const document = parsed(text);
  if (document === undefined) return { problem: /"gonogo\.snapshot\//.test(text.slice(0, 200)) ? 'is cut off or damaged: it is not JSON. Take it again with gonogo snapshot' : 'is no snapshot: it is not JSON' };
  const schema = isObject(document) ? document['schema'] : undefined;
  const [, version] = (typeof schema === 'string' && /^gonogo\.snapshot\/v(\d{1,4})$/.exec(schema)) || [];
  if (version === undefined) return { problem: `is no snapshot: its schema is not "${snapshotSchema}"${typeof schema === 'string' ? `, but ${forCiLog(clip(JSON.stringify(schema), 60))}` : ''}` };
  if (schema !== snapshotSchema) return { problem: Number(version) > 1 ? `was taken by a newer gonogo (${clip(String(schema), 40)}): compare with that one` : `was taken by an older gonogo (${clip(String(schema), 40)}): take it again` };
  if (!isSnapshot(document)) return { problem: `is damaged: ${wrongIn(document as Record<string, unknown>)}. Take it again with gonogo snapshot` };
  if (digestOf(snapshotBody(document)) !== document.sha256) return { problem: 'was changed after it was taken: its digest does not fit. Take it again with gonogo snapshot; expected differences are declared in the configuration' };
  return { snapshot: document };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isSnapshot(document: unknown): document is Snapshot & { sha256: string } {
  return isObject(document) && wrongIn(document) === null;
}

/** The first thing that keeps a document from being a snapshot, or null. */
function wrongIn({ tool, takenAt, target, salt, notObserved, facts, sha256 }: Record<string, unknown>): string | null {
  if (!isObject(tool) || tool['name'] !== 'gonogo' || typeof tool['version'] !== 'string') return 'tool is wrong';
  if (typeof takenAt !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(takenAt) || Number.isNaN(Date.parse(takenAt))) return 'takenAt is no time';
  if (!isObject(target) || ['name', 'url', 'environment'].some((key) => !isShort(target[key])) || !/^https?:$/.test(URL.parse(String(target['url']))?.protocol ?? '')) return 'target is wrong';
  if (typeof salt !== 'string' || !/^[0-9a-f]{32}$/.test(salt)) return 'salt is wrong';
  if (typeof sha256 !== 'string') return 'sha256 is missing';
  if (!isObject(notObserved) || !Object.values(notObserved).every(isShort)) return 'notObserved is wrong';
  if (!isObject(facts)) return 'facts are missing';
  const kinds = Object.entries(facts);
  const unknown = kinds.find(([kind, names]) => !factKinds.some((known) => known === kind) || !isObject(names) || !Object.entries(names).flat().every(isShort));
  if (unknown) return `facts.${forCiLog(clip(unknown[0], 40))} is wrong`;
  return kinds.reduce((sum, [, names]) => sum + Object.keys(names as object).length, 0) > most.facts ? `it has more than ${most.facts} facts` : null;
}

function isShort(value: unknown): boolean {
  return typeof value === 'string' && value.length <= most.characters;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
