import { type Ruling, safe, unknown, unsafe } from './change.ts';
import { type Node, listOf, nameOf, nodeOf, tagged } from './sql-parser.ts';

/** Types that fill themselves. */
const serial = /^(?:small|big)?serial\d?$/i;

/** What is told of operations that say all by their name. */
const plain: Readonly<Record<string, (table: string) => Ruling>> = {
  ValidateConstraint: (table) => safe(`checks rows of ${table} against a constraint that is there already`),
  Algorithm: () => safe('says how to do it'),
  Lock: () => safe('says how to do it'),
  AutoIncrement: (table) => safe(`sets the next number of ${table}`),
  DropPrimaryKey: (table) => unsafe(`drops the primary key of ${table}, by which the code before finds rows`),
  EnableRowLevelSecurity: (table) => unsafe(`hides rows of ${table} that the code before reads`),
  ForceRowLevelSecurity: (table) => unsafe(`hides rows of ${table} that the code before reads`),
  DropForeignKey: (table) => unknown(`lets ${table} refer to rows that are not there, which the code before never met`),
  DropIndex: (table) => unknown(`drops an index of ${table}; when it was unique, upserts of the code before need it`),
  DropConstraint: (table) => unknown(`drops a constraint of ${table}; the code before may rest on it`),
  OwnerTo: (table) => unknown(`gives ${table} to another owner; the code before may lose its rights`),
};

/** What one operation of ALTER TABLE means for the code before. */
export function alterOperation(table: string, operation: unknown): Ruling {
  const { kind, body } = tagged(operation);
  const told = Object.hasOwn(plain, kind) ? plain[kind] : undefined;
  if (told !== undefined) return told(table);
  const node = nodeOf(body);
  switch (kind) {
    case 'AddColumn':
      return addedColumn(table, nodeOf(node['column_def']));
    case 'DropColumn':
      return unsafe(`drops column ${listOf(node['column_names']).map((name) => `${table}.${nameOf(name)}`).join(' and ')}, which the code before may use`);
    case 'RenameColumn':
      return unsafe(`renames column ${table}.${nameOf(node['old_column_name'])}, which the code before may use`);
    case 'RenameTable':
      return unsafe(`renames table ${table}, which the code before may use`);
    case 'ModifyColumn':
      return unsafe(`changes the type of column ${table}.${nameOf(node['col_name'])}`);
    case 'ChangeColumn':
      return unsafe(`renames column ${table}.${nameOf(node['old_name'])} or changes its type`);
    case 'AlterColumn':
      return alteredColumn(`${table}.${nameOf(node['column_name'])}`, node['op']);
    case 'AddConstraint':
      return addedConstraint(table, tagged(node['constraint']).kind);
    default:
      return unknown(`changes table ${table} in a way that is not known`);
  }
}

function addedColumn(table: string, { name, data_type: type, options: all }: Node): Ruling {
  const column = `${table}.${nameOf(name)}`;
  const options = listOf(all).map((option) => tagged(nodeOf(option)['option']));
  const has = (kind: string) => options.some((option) => option.kind === kind);
  const fills = options.some(({ kind, body }) => kind === 'Default' && !isNull(body)) || has('Generated') || has('Identity') || isSerial(type) || options.some(({ body }) => /AUTO_?INCREMENT/i.test(JSON.stringify(body)));
  if (has('PrimaryKey') && !fills) return unsafe(`adds ${column} to the primary key, which the code before does not fill`);
  if (has('Unique') && has('Default')) return unsafe(`adds unique column ${column} with a default, which a second row of the code before repeats`);
  if (has('NotNull') && !fills) return unsafe(`adds column ${column} that must be filled and has no default, so the code before cannot insert`);
  if (has('Check') && has('Default')) return unknown(`adds column ${column} with a check that its default may not pass`);
  return safe(has('NotNull') ? `adds column ${column} that fills itself` : `adds column ${column} that may stay empty`);
}

function isNull(value: unknown): boolean {
  return tagged(nodeOf(tagged(value).body)['value']).kind === 'Null';
}

function isSerial(type: unknown): boolean {
  const { kind, body } = tagged(type);
  return kind === 'Custom' && serial.test(nameOf(listOf(body)[0]));
}

function alteredColumn(column: string, operation: unknown): Ruling {
  switch (tagged(operation).kind) {
    case 'SetNotNull':
      return unsafe(`forbids column ${column} to be empty, and the code before may leave it so`);
    case 'DropNotNull':
      return unknown(`lets column ${column} be empty, which the code before may never have met`);
    case 'SetDefault':
      return unknown(`changes the default of column ${column}, which rows of the code before get`);
    case 'DropDefault':
      return unsafe(`drops the default of column ${column}, which the code before may rest on`);
    case 'SetDataType':
      return unsafe(`changes the type of column ${column}`);
    default:
      return unknown(`changes column ${column} in a way that is not known`);
  }
}

function addedConstraint(table: string, kind: string): Ruling {
  switch (kind) {
    case 'Index':
    case 'FulltextOrSpatial':
      return safe(`adds an index to ${table}`);
    case 'PrimaryKey':
    case 'PrimaryKeyUsingIndex':
    case 'Unique':
    case 'UniqueUsingIndex':
      return unsafe(`makes values of ${table} unique, and the code before may repeat them`);
    case 'Check':
      return unsafe(`checks rows of ${table}, and the code before may write others`);
    case 'ForeignKey':
      return unsafe(`adds a foreign key to ${table}, and the code before may break it`);
    default:
      return unknown(`adds a constraint to ${table} that is not known`);
  }
}
