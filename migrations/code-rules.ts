import { type Ruling, safe, unknown, unsafe } from './change.ts';

/** What a call means, from the text of its arguments. */
export type CallRule = (args: string) => Ruling;
export type CallRules = Readonly<Record<string, CallRule>>;

/** The first texts or symbols among arguments, as the name of what is meant: `users.email`. */
function named(args: string): string {
  return [...args.matchAll(/(?<=^|[\s(,=[])(?:'([\w. -]{1,80})'|"([\w. -]{1,80})"|:(\w{1,80}))/g)].slice(0, 2).map(([, one, two, three]) => one ?? two ?? three).join('.') || 'something';
}

const dropsColumn: CallRule = (args) => unsafe(`drops column ${named(args)}, which the code before may use`);
const renamesColumn: CallRule = (args) => unsafe(`renames column ${named(args)}, which the code before may use`);
const changesColumn: CallRule = (args) => unsafe(`changes column ${named(args)}`);
const dropsTable: CallRule = (args) => unsafe(`drops table ${named(args)}, which the code before may use`);
const renamesTable: CallRule = (args) => unsafe(`renames table ${named(args)}, which the code before may use`);
const addsTable: CallRule = (args) => safe(`adds table ${named(args).split('.')[0] ?? ''}`);
const constrains: CallRule = (args) => unsafe(`adds a constraint to ${named(args)}, and the code before may break it`);
const loosens: CallRule = (args) => unknown(`drops an index or constraint of ${named(args)}; the code before may rest on it`);
const runsCode: CallRule = () => unknown('runs code or SQL that is not read');
const frames: CallRule = () => safe('frames other calls');

/** An index that is unique is a constraint. */
function addsIndex(unique: RegExp): CallRule {
  return (args) => (unique.test(args) ? unsafe(`makes values of ${named(args)} unique, and the code before may repeat them`) : safe(`adds an index to ${named(args)}`));
}

/** @param must the column has to be filled @param fills the database fills it by itself */
function addsColumn(must: (args: string) => boolean, fills: RegExp): CallRule {
  return (args) => {
    if (must(args) && !fills.test(args)) return unsafe(`adds column ${named(args)} that must be filled and has no default in the database, so the code before cannot insert`);
    if (/\bunique\b\s*[:=]\s*true|unique=True/i.test(args) && fills.test(args)) return unsafe(`adds unique column ${named(args)} with a default`);
    return safe(`adds column ${named(args)}`);
  };
}

/** Rails, `db/migrate`: api.rubyonrails.org, ActiveRecord::ConnectionAdapters::SchemaStatements. */
export const rails: CallRules = {
  create_table: (args) => (/force:/.test(args) ? unsafe(`replaces table ${named(args)}`) : addsTable(args)),
  create_join_table: addsTable,
  add_column: addsColumn((args) => /null:\s*false|null:(?!\s*true)/.test(args), /default:\s*(?!nil\b)/),
  add_reference: (args) => (/null:\s*false/.test(args) ? unsafe(`adds a reference to ${named(args)} that must be filled`) : /unique:\s*true/.test(args) ? constrains(args) : safe(`adds a reference to ${named(args)}`)),
  add_timestamps: (args) => (/null:\s*true|default:\s*(?!nil\b)/.test(args) ? safe('adds timestamps that may stay empty') : unsafe('adds timestamps that must be filled')),
  add_index: addsIndex(/unique:\s*true|unique:(?!\s*false)/),
  add_foreign_key: constrains,
  add_check_constraint: constrains,
  validate_foreign_key: () => safe('checks rows against a constraint that is there already'),
  validate_check_constraint: () => safe('checks rows against a constraint that is there already'),
  remove_column: dropsColumn,
  remove_columns: dropsColumn,
  remove_reference: dropsColumn,
  remove_timestamps: dropsColumn,
  rename_column: renamesColumn,
  change_column: changesColumn,
  change_column_null: (args) => (/,\s*true\b/.test(args) ? unknown(`lets column ${named(args)} be empty, which the code before may never have met`) : unsafe(`forbids column ${named(args)} to be empty`)),
  change_column_default: (args) => unknown(`changes the default of column ${named(args)}, which rows of the code before get`),
  drop_table: dropsTable,
  drop_join_table: dropsTable,
  rename_table: renamesTable,
  remove_index: loosens,
  remove_foreign_key: loosens,
  remove_check_constraint: loosens,
  enable_extension: () => safe('adds an extension'),
  disable_ddl_transaction: frames,
};

/** Django: docs.djangoproject.com, "Migration Operations". It fills new columns in Python only, so that a default is none for the code before. */
export const django: CallRules = {
  CreateModel: addsTable,
  AddField: (args) => (/ManyToManyField\(/.test(args) ? safe(`adds relation ${named(args)}`) : addsColumn((text) => !/\bnull=True/.test(text), /\bdb_default=/)(args)),
  RemoveField: dropsColumn,
  RenameField: renamesColumn,
  AlterField: changesColumn,
  DeleteModel: dropsTable,
  RenameModel: renamesTable,
  AlterModelTable: renamesTable,
  AlterUniqueTogether: constrains,
  AddConstraint: constrains,
  RemoveConstraint: loosens,
  AddIndex: (args) => safe(`adds an index to ${named(args)}`),
  RemoveIndex: loosens,
  RenameIndex: (args) => safe(`renames an index of ${named(args)}`),
  AlterModelOptions: () => safe('changes nothing in the database'),
  AlterModelManagers: () => safe('changes nothing in the database'),
  RunPython: runsCode,
  RunSQL: runsCode,
  SeparateDatabaseAndState: runsCode,
};

/** Alembic: alembic.sqlalchemy.org, "Operation Reference". */
export const alembic: CallRules = {
  create_table: addsTable,
  add_column: addsColumn((args) => /nullable\s*=\s*(?!True)/.test(args) || /primary_key\s*=\s*True/.test(args), /server_default\s*=\s*(?!None)|Identity\(|Computed\(/),
  drop_column: dropsColumn,
  alter_column: changesColumn,
  drop_table: dropsTable,
  rename_table: renamesTable,
  create_index: addsIndex(/unique\s*=\s*(?!False)/),
  drop_index: loosens,
  create_unique_constraint: constrains,
  create_foreign_key: constrains,
  create_check_constraint: constrains,
  create_primary_key: constrains,
  drop_constraint: loosens,
  execute: runsCode,
  bulk_insert: (args) => unknown(`adds rows to ${named(args)}`),
  batch_alter_table: frames,
  f: frames,
};

/** Sequelize: sequelize.org, QueryInterface. */
export const sequelize: CallRules = {
  createTable: addsTable,
  addColumn: addsColumn((args) => /allowNull\s*:\s*(?!true)/.test(args) || /primaryKey\s*:\s*true/.test(args), /defaultValue\s*:\s*(?!null\b)|autoIncrement\s*:\s*true/),
  removeColumn: dropsColumn,
  renameColumn: renamesColumn,
  changeColumn: changesColumn,
  dropTable: dropsTable,
  renameTable: renamesTable,
  addIndex: addsIndex(/unique\s*:\s*(?!false)|['"]UNIQUE['"]/i),
  removeIndex: loosens,
  addConstraint: constrains,
  removeConstraint: loosens,
  bulkInsert: (args) => unknown(`adds rows to ${named(args)}`),
  bulkUpdate: (args) => unsafe(`rewrites rows of ${named(args)}`),
  bulkDelete: (args) => unsafe(`deletes rows of ${named(args)}`),
};

/** TypeORM: typeorm.io, "Query runner API"; `query` is read as SQL before. */
export const typeorm: CallRules = {
  createTable: addsTable,
  addColumn: addsColumn((args) => !/isNullable\s*:\s*true/.test(args), /default\s*:|isGenerated\s*:\s*true/),
  dropColumn: dropsColumn,
  dropColumns: dropsColumn,
  renameColumn: renamesColumn,
  changeColumn: changesColumn,
  dropTable: dropsTable,
  renameTable: renamesTable,
  createIndex: addsIndex(/isUnique\s*:\s*(?!false)/),
  dropIndex: loosens,
  createForeignKey: constrains,
  createUniqueConstraint: constrains,
  dropForeignKey: loosens,
  query: runsCode,
};

/** Knex: knexjs.org, "Schema Builder"; what stands in the function of alterTable is ruled by `knexColumn`. */
export const knex: CallRules = {
  createTable: addsTable,
  dropTable: dropsTable,
  dropTableIfExists: dropsTable,
  renameTable: renamesTable,
  raw: runsCode,
};

/** One chain of calls on a table of Knex: `string('a').notNullable()`. */
export function knexColumn(name: string, chain: string): Ruling {
  if (/^drop(?:Columns?|Timestamps)$/.test(name)) return dropsColumn(chain);
  if (name === 'renameColumn') return renamesColumn(chain);
  if (/\.alter\(/.test(chain) || name === 'setNullable' || name === 'dropNullable') return changesColumn(chain);
  if (/^drop/.test(name)) return loosens(chain);
  if (name === 'unique' || name === 'foreign' || name === 'primary' || name === 'check') return constrains(chain);
  if (name === 'index') return safe(`adds an index to ${named(chain)}`);
  if (!knexTypes.test(name)) return unknown(`calls ${name}, which is not known`);
  if (name === 'increments' || name === 'bigIncrements') return safe('adds a column that fills itself');
  if (name === 'timestamps') return /,\s*true/.test(chain) ? safe('adds timestamps that fill themselves') : unknown('adds timestamps');
  return addsColumn((text) => /\.notNullable\(|\.primary\(/.test(text), /\.defaultTo\((?!\s*null)/)(chain);
}

const knexTypes = /^(?:increments|bigIncrements|integer|bigInteger|tinyint|smallint|mediumint|bigint|text|string|float|double|decimal|boolean|date|datetime|time|timestamp|timestamps|binary|enu|enum|json|jsonb|uuid|geometry|geography|point|specificType)$/;
