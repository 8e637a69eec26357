import type { Dialect } from './change.ts';

/** A part of a statement as the parser gives it: enumerations are texts, or objects with one key. */
export type Node = Readonly<Record<string, unknown>>;

/** A statement's name and what belongs to it. */
export interface Parsed {
  kind: string;
  body: unknown;
}

/** Reads one statement; null when it cannot be read, or is more than one. */
export type SqlParser = (statement: string, dialect: Dialect) => Parsed | null;

/** Loads the parser, which takes a moment: only who has SQL to read should ask. Source: datafusion-sqlparser-rs, as WebAssembly. */
export async function loadSqlParser(): Promise<SqlParser> {
  const { init, parse } = await import('@guanmingchiu/sqlparser-ts');
  await init();
  return (statement, dialect) => {
    try {
      const [first, ...others] = parse(statement, dialect) as unknown[];
      return first === undefined || others.length > 0 ? null : tagged(first);
    } catch {
      return null;
    }
  };
}

/** An enumeration's value: its name, and what it carries. */
export function tagged(value: unknown): Parsed {
  if (typeof value === 'string') return { kind: value, body: {} };
  const [kind = '', ...others] = Object.keys(nodeOf(value));
  return others.length > 0 ? { kind: '', body: value } : { kind, body: nodeOf(value)[kind] };
}

export function nodeOf(value: unknown): Node {
  return typeof value === 'object' && value !== null ? (value as Node) : {};
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A name as the database compares it: folded to lower case unless it was quoted. Empty for what is no name. */
export function nameOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(nameOf).join('.');
  const { Identifier, value: text, quote_style: quote } = nodeOf(value);
  if (Identifier !== undefined) return nameOf(Identifier);
  if (typeof text !== 'string') return '';
  return typeof quote === 'string' ? text : text.toLowerCase();
}
