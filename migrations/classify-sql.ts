import { clip, oneLine } from '../verdict/text.ts';
import { type Change, type Dialect, type Ruling, safe, unknown } from './change.ts';
import { splitStatements } from './split-statements.ts';
import { type Parsed, type SqlParser, listOf, nameOf, nodeOf, tagged } from './sql-parser.ts';
import { madeBy, ruleOn } from './sql-rules.ts';

/** Statements without effect on the schema that the parser does not read. Each pattern is for the whole statement. */
const harmless: Readonly<Record<Dialect, RegExp | null>> = {
  postgresql: /^reindex\s+(?:\([^()]*\)\s*)?(?:table|index|schema)\s+(?:concurrently\s+)?[\w."]+$/i,
  mysql: null,
  sqlite: /^(?:pragma\s+(?:foreign_keys|defer_foreign_keys|legacy_alter_table)\s*=\s*\w+|reindex(?:\s+[\w."]+)?)$/i,
};

/** Characters that a statement may have to be read at all. */
const longest = 1_000_000;

interface Read {
  text: string;
  parsed: Parsed | null;
}

/**
 * Classifies the statements of scripts that run one after the other, by whether the code before runs against what they leave.
 * What an earlier statement made is new to that code, and may be changed freely. Pure once the parser is there.
 *
 * @returns one list for each script
 */
export function classifyScripts(scripts: readonly string[], dialect: Dialect, parse: SqlParser): Change[][] {
  const made = new Set<string>();
  return scripts.map((script) => {
    const read = splitStatements(script, dialect).map((text): Read => ({ text, parsed: text.length > longest ? null : parse(text, dialect) }));
    return read.map(({ text, parsed }, index): Change => {
      const ruling = rulingOf(text, parsed, dialect, made, read.slice(index + 1));
      if (parsed !== null) for (const name of madeBy(parsed)) made.add(name);
      return { ...ruling, statement: clip(oneLine(text.slice(0, 2000)), 160) };
    });
  });
}

function rulingOf(text: string, parsed: Parsed | null, dialect: Dialect, made: Set<string>, later: Read[]): Ruling {
  if (harmless[dialect]?.test(text)) return safe('has no effect on the schema');
  if (parsed === null) return unknown('cannot be read');
  const rebuilt = rebuiltTable(parsed, made, later);
  return rebuilt === null ? ruleOn(parsed, made) : unknown(`replaces table ${rebuilt} by a copy; what differs is not in the statement`);
}

/** SQLite changes a table by making a copy: the old one is dropped, and a new one takes its name. */
function rebuiltTable({ kind, body }: Parsed, made: Set<string>, later: Read[]): string | null {
  const node = nodeOf(body);
  if (kind === 'Drop' && node['object_type'] === 'Table') {
    const [name = ''] = listOf(node['names']).map(nameOf);
    return !made.has(name) && later.some(({ parsed }) => parsed !== null && newNameOf(parsed) === name) ? name : null;
  }
  return null;
}

function newNameOf({ kind, body }: Parsed): string | null {
  if (kind !== 'AlterTable') return null;
  const operations = listOf(nodeOf(body)['operations']).map(tagged);
  const renamed = operations.find((operation) => operation.kind === 'RenameTable');
  return renamed === undefined ? null : nameOf(nodeOf(nodeOf(renamed.body)['table_name'])['To']);
}
