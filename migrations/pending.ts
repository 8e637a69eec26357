import { type Change, type Dialect, unknown } from './change.ts';
import { classifyCode, forwardPart } from './classify-code.ts';
import { classifyScripts } from './classify-sql.ts';
import { readChangelog } from './liquibase-xml.ts';
import { literalTexts } from './source-text.ts';
import type { SqlParser } from './sql-parser.ts';
import { type MigrationTool, toolStyles } from './tools.ts';

/** A file of the folder. */
export interface MigrationFile {
  /** Relative to the folder, with `/`. */
  path: string;
  text: string;
}

/** One migration with what it does. */
export interface Migration {
  name: string;
  changes: Change[];
}

/** What is newer than the last good release, or why that cannot be told, as the predicate of a sentence about the folder. */
export type Pending = { migrations: Migration[]; newest: string | null } | { problem: string };

/** What is known of a migration before it is classified: SQL, or what was found already. */
interface Source {
  name: string;
  version: string | null;
  sql?: string;
  changes?: () => Change[];
  /** Ids by which Alembic orders its revisions. */
  revision?: { id: string; after: string[] };
}

/** Where the way back begins in scripts that hold both ways: dbmate, goose, sql-migrate. */
const wayBack = /^--\s*(?:migrate:down|\+goose\s+down|\+migrate\s+down)\b/im;

/**
 * The migrations that are newer than one, by their names or versions, in the order in which they run.
 *
 * @param since name or version of the newest migration of the last good release; several where parts of an application have
 * sequences of their own
 */
export function pendingMigrations(files: readonly MigrationFile[], tool: MigrationTool, since: readonly string[], dialect: Dialect, parse: SqlParser): Pending {
  const sources = files.toSorted((one, other) => one.path.localeCompare(other.path, 'en', { numeric: true })).flatMap((file) => sourcesOf(file, tool));
  if (sources.length === 0) return { problem: `holds no migrations of ${tool}` };
  const ordered = tool === 'liquibase' ? sources : sources.toSorted((one, other) => inOrder(one, other));
  for (const name of since) if (!ordered.some((source) => isCalled(source, name))) return { problem: `holds no migration ${JSON.stringify(name)}` };
  const newer = tool === 'alembic' ? afterRevisions(ordered, since) : ordered.filter((source, index) => isNewer(source, index, ordered, since, tool));
  const scripts = classifyScripts(newer.map(({ sql }) => sql ?? ''), dialect, parse);
  return { migrations: newer.map(({ name, changes }, index) => ({ name, changes: [...(scripts[index] ?? []), ...(changes?.() ?? [])] })), newest: newestOf(ordered, tool) };
}

function isNewer(source: Source, index: number, ordered: Source[], since: readonly string[], tool: MigrationTool): boolean {
  // What runs again whenever it changes has no place in the order.
  if (tool === 'flyway' && source.version === null) return true;
  const part = partOf(source.name);
  const last = ordered.findLastIndex((other) => since.some((name) => isCalled(other, name)) && (tool !== 'django' || partOf(other.name) === part));
  return index > last;
}

/** The application of a Django migration; empty for others. */
function partOf(name: string): string {
  return /^(\w+)\.\d/.exec(name)?.[1] ?? '';
}

function isCalled({ name, version, revision }: Source, called: string): boolean {
  return name === called || revision?.id === called || (version !== null && version === called);
}

/** By version, number by number, then by name. What has no version comes last. */
function inOrder(one: Source, other: Source): number {
  if ((one.version === null) !== (other.version === null)) return one.version === null ? 1 : -1;
  return one.name.localeCompare(other.name, 'en', { numeric: true });
}

/** The last migration; null when there is no single one: several heads, or applications with an order each. */
function newestOf(ordered: Source[], tool: MigrationTool): string | null {
  if (tool === 'alembic') return headOf(ordered);
  if (new Set(ordered.map(({ name }) => partOf(name))).size > 1 && tool === 'django') return null;
  return ordered.findLast(({ version }) => version !== null || tool === 'liquibase' || tool === 'sql')?.name ?? null;
}

/** The one revision after which none comes; null when there are several. */
function headOf(sources: Source[]): string | null {
  const before = new Set(sources.flatMap(({ revision }) => revision?.after ?? []));
  const heads = sources.filter(({ revision }) => revision !== undefined && !before.has(revision.id));
  return heads.length === 1 ? (heads[0]?.revision?.id ?? null) : null;
}

/** Revisions that are neither a given one nor before it. */
function afterRevisions(sources: Source[], since: readonly string[]): Source[] {
  const known = new Set<string>();
  const visit = [...sources.filter((source) => since.some((name) => isCalled(source, name)))];
  for (let source = visit.pop(); source !== undefined; source = visit.pop()) {
    if (known.has(source.name)) continue;
    known.add(source.name);
    const after = source.revision?.after ?? [];
    visit.push(...sources.filter(({ revision }) => revision !== undefined && after.includes(revision.id)));
  }
  return sources.filter(({ name }) => !known.has(name));
}

function sourcesOf({ path, text }: MigrationFile, tool: MigrationTool): Source[] {
  const style = toolStyles[tool];
  const name = style.name(path);
  if (name === null) return [];
  const found = style.version.exec(name);
  const version = found === null ? null : (found[1] ?? found[0]);
  if (tool === 'liquibase') return changeSets(path, name, text);
  if (style.code === null) return [/\.sql$/i.test(path) ? { name, version, ...sqlOf(tool, name, text) } : { name, version, changes: () => [notRead(path)] }];
  if (tool === 'typeorm') return [{ name, version, ...typeormSource(text) }];
  const code = style.code;
  const changes = () => classifyCode(text, code);
  return [tool === 'alembic' ? { name, version, changes, revision: revisionOf(text) } : { name, version, changes }];
}

function sqlOf(tool: MigrationTool, name: string, text: string): Pick<Source, 'sql' | 'changes'> {
  if (tool === 'flyway' && name.startsWith('R__')) return { changes: () => [{ ...unknown('runs again whenever it changes, so its name does not tell whether it is new'), statement: name }] };
  const back = text.search(wayBack);
  return { sql: back < 0 ? text : text.slice(0, back) };
}

/** TypeORM writes SQL into texts: when all of it stands there, it is read as SQL. */
function typeormSource(text: string): Pick<Source, 'sql' | 'changes'> {
  const style = toolStyles.typeorm.code;
  if (style === null) return {};
  const forward = forwardPart(text, style) ?? '';
  const calls = [...forward.matchAll(/queryRunner\s*\.\s*(\w+)\s*\(/g)].map(([, name]) => name);
  const texts = literalTexts(forward);
  // A second argument fills what the text leaves open, which changes nothing of what it does.
  const whole = calls.length > 0 && calls.every((name) => name === 'query') && texts !== null && texts.length === calls.length;
  return whole ? { sql: texts.join(';\n') } : { changes: () => classifyCode(text, style) };
}

/** `revision` and `down_revision` as Alembic writes them: a text, None, or several for a merge. */
function revisionOf(text: string): { id: string; after: string[] } {
  const value = (name: string) => new RegExp(String.raw`^${name}(?:\s*:[^=\n]*)?\s*=\s*(.*)$`, 'm').exec(text)?.[1] ?? '';
  const texts = (line: string) => [...line.matchAll(/['"]([^'"]+)['"]/g)].map(([, id = '']) => id);
  return { id: texts(value('revision'))[0] ?? '', after: texts(value('down_revision')) };
}

function changeSets(path: string, name: string, text: string): Source[] {
  if (path.endsWith('.xml')) return readChangelog(text).map(({ name: set, changes }) => ({ name: set, version: null, changes: () => changes }));
  if (!path.endsWith('.sql')) return [{ name, version: null, changes: () => [notRead(path)] }];
  const sets = text.split(/^--[ \t]*changeset[ \t]+/im).slice(1);
  if (sets.length === 0) return [{ name, version: null, sql: text }];
  return sets.map((set) => {
    const end = set.search(/\n|$/);
    const [id = ''] = /^\S+/.exec(set) ?? [];
    return { name: id, version: null, sql: set.slice(end) };
  });
}

function notRead(path: string): Change {
  return { ...unknown('is written in a language that is not read'), statement: path };
}
