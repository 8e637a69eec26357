import { alterOperation } from './alter-table.ts';
import { type Ruling, safe, unknown, unsafe, worst } from './change.ts';
import { type Node, type Parsed, listOf, nameOf, nodeOf, tagged } from './sql-parser.ts';

/** What earlier statements of the pending migrations made: the code before does not know it, so whatever happens to it is safe. */
export interface Made {
  has(name: string): boolean;
}

/** Statements that say all by their name. */
const plain: Readonly<Record<string, Ruling>> = {
  StartTransaction: safe('begins a transaction'),
  Commit: safe('ends a transaction'),
  Lock: safe('locks for the time of the migration'),
  LockTables: safe('locks for the time of the migration'),
  UnlockTables: safe('ends a lock'),
  Analyze: safe('counts rows for the planner'),
  Vacuum: safe('tidies up'),
  Comment: safe('writes a comment'),
  Grant: safe('gives a right'),
  CreateExtension: safe('adds an extension'),
  CreateSchema: safe('adds a schema'),
  CreateSequence: safe('adds a sequence'),
  CreateType: safe('adds a type'),
  CreateDomain: safe('adds a type'),
  CreateVirtualTable: safe('adds a table'),
  Revoke: unsafe('takes a right away that the code before may need'),
  DropFunction: unsafe('drops a function that the code before may call'),
  DropProcedure: unsafe('drops a procedure that the code before may call'),
  DropExtension: unsafe('drops an extension that the code before may use'),
  DropDomain: unsafe('drops a type that the code before may use'),
  CreatePolicy: unsafe('restricts rows that the code before reads or writes'),
  Merge: unsafe('rewrites data; the code before finds other rows than it left'),
  CreateTrigger: unknown('adds a trigger, which acts on what the code before writes'),
  DropTrigger: unknown('drops a trigger; the code before may rest on what it did'),
  AlterIndex: unknown('changes an index; upserts of the code before may name it'),
  Query: unknown('reads, or calls functions that change data'),
};

const writingWithin = 'rewrites other data while it reads it, which a rollback of the code does not bring back';
const nothingKnown = unknown('is a statement whose effect is not known');

/** What a statement means for the code before. */
export function ruleOn({ kind, body }: Parsed, made: Made): Ruling {
  const told = Object.hasOwn(plain, kind) ? plain[kind] : undefined;
  if (told !== undefined) return told;
  const node = nodeOf(body);
  switch (kind) {
    case 'Set':
      return setForSession(tagged(body)) ? safe('sets something for its session') : nothingKnown;
    case 'CreateTable':
      if (writesWithin(node['query'])) return unsafe(writingWithin);
      return node['or_replace'] === true ? unsafe(`replaces table ${nameOf(node['name'])}`) : safe(`adds table ${nameOf(node['name'])}`);
    case 'CreateIndex':
      return createdIndex(node, made);
    case 'CreateView':
      return node['or_replace'] === true ? unknown(`replaces view ${nameOf(node['name'])}, which the code before may read`) : safe(`adds view ${nameOf(node['name'])}`);
    case 'CreateFunction':
    case 'CreateProcedure':
      return node['or_replace'] === true || node['or_alter'] === true ? unknown('replaces a function that the code before may call') : safe('adds a function');
    case 'AlterTable':
      return alteredTable(node, made);
    case 'RenameTable':
      return unsafe(`renames table ${listOf(body).map((pair) => nameOf(nodeOf(pair)['old_name'])).join(' and ')}, which the code before may use`);
    case 'AlterType':
      return alteredType(node);
    case 'Drop':
      return dropped(node, made);
    case 'Truncate':
      return written('empties', listOf(node['table_names']).map((table) => nameOf(nodeOf(table)['name'])), made);
    case 'Update':
      return written('rewrites', [tableOf(nodeOf(node['table'])['relation'])], made);
    case 'Delete':
      return written('deletes rows of', deletedFrom(node), made);
    case 'Insert':
      return inserted(node, made);
    default:
      return nothingKnown;
  }
}

/** Names of what a statement makes for certain: not when it was perhaps there, and not what hides a table for a session. */
export function madeBy({ kind, body }: Parsed): string[] {
  const node = nodeOf(body);
  return (kind === 'CreateTable' || kind === 'CreateView') && node['if_not_exists'] !== true && node['or_replace'] !== true && node['temporary'] !== true ? [nameOf(node['name'])] : [];
}

/** What decides which table a name means is no such thing: behind it, a name may be another one than the table that was made. */
function setForSession({ kind, body }: Parsed): boolean {
  if (/"search_path"/i.test(JSON.stringify(nodeOf(body)['variable'] ?? null))) return false;
  return /^Set(?:Names|Transaction)/.test(kind) || (kind === 'SingleAssignment' && tagged(nodeOf(body)['scope']).kind !== 'Global');
}

/** Whether a query changes data on its way: `WITH gone AS (DELETE … RETURNING *) SELECT …`. */
function writesWithin(query: unknown): boolean {
  return /"(?:Delete|Update|Merge|Insert)":/.test(JSON.stringify(query ?? null));
}

function createdIndex(node: Node, made: Made): Ruling {
  const table = nameOf(node['table_name']);
  if (node['unique'] !== true) return safe(`adds an index to ${table}`);
  return made.has(table) ? safe(`adds an index to new table ${table}`) : unsafe(`makes values of ${table} unique, and the code before may repeat them`);
}

function alteredTable(node: Node, made: Made): Ruling {
  const table = nameOf(node['name']);
  if (made.has(table)) return safe(`changes new table ${table}`);
  const rulings = listOf(node['operations']).map((operation) => alterOperation(table, operation));
  const effect = worst(rulings.map((ruling) => ruling.effect));
  return rulings.find((ruling) => ruling.effect === effect) ?? nothingKnown;
}

function alteredType(node: Node): Ruling {
  const name = nameOf(node['name']);
  switch (tagged(node['operation']).kind) {
    case 'AddValue':
      return unsafe(`adds a value to type ${name} that the code before does not know, and that cannot be taken away`);
    case 'RenameValue':
    case 'Rename':
      return unsafe(`renames type ${name} or a value of it, which the code before may use`);
    default:
      return nothingKnown;
  }
}

function dropped(node: Node, made: Made): Ruling {
  const kind = String(node['object_type']);
  const names = listOf(node['names']).map(nameOf);
  const what = `${kind.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()} ${names.join(' and ')}`;
  // What hangs on it goes too, and may be of the code before.
  if (node['cascade'] !== true && names.length > 0 && names.every((name) => made.has(name))) return safe(`drops new ${what}`);
  return kind === 'Index' ? unknown(`drops ${what}; when it was unique, upserts of the code before need it`) : unsafe(`drops ${what}, which the code before may use`);
}

function written(verb: string, tables: string[], made: Made): Ruling {
  const known = tables.filter((table) => table !== '');
  if (known.length > 0 && known.length === tables.length && known.every((table) => made.has(table))) return safe(`${verb} new table ${known.join(' and ')}`);
  return unsafe(`${verb} ${known.join(' and ') || 'data'}, which a rollback of the code does not bring back`);
}

function tableOf(relation: unknown): string {
  return nameOf(nodeOf(nodeOf(relation)['Table'])['name']);
}

function deletedFrom(node: Node): string[] {
  const named = listOf(node['tables']).map(nameOf);
  return named.length > 0 ? named : listOf(tagged(node['from']).body).map((table) => tableOf(nodeOf(table)['relation']));
}

function inserted(node: Node, made: Made): Ruling {
  const table = nameOf(nodeOf(node['table'])['TableName']);
  if (writesWithin(node['source'])) return unsafe(writingWithin);
  if (made.has(table)) return safe(`fills new table ${table}`);
  const overwrites = node['replace_into'] === true || node['overwrite'] === true || node['or'] === 'Replace' || /"(?:DoUpdate|DuplicateKeyUpdate)"/.test(JSON.stringify(node['on'] ?? null));
  if (overwrites) return unsafe(`overwrites rows of ${table}, which a rollback of the code does not bring back`);
  return unknown(`adds rows to ${table}; whether the code before can live with them is not in the statement`);
}
