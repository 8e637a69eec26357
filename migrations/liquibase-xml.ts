import { Parser } from 'htmlparser2';
import { clip } from '../verdict/text.ts';
import { type Change, type Ruling, safe, unknown, unsafe } from './change.ts';

type Attributes = Readonly<Record<string, string>>;

/** One change set of a changelog. */
interface ChangeSet {
  name: string;
  changes: Change[];
}

const where = (attributes: Attributes) => [attributes['tableName'], attributes['columnName'] ?? attributes['name']].filter(Boolean).join('.');

/** Change types: docs.liquibase.com, "Change Types". */
const rules: Readonly<Record<string, (attributes: Attributes) => Ruling>> = {
  createTable: (attributes) => safe(`adds table ${where(attributes)}`),
  createView: (attributes) => (attributes['replaceIfExists'] === 'true' ? unknown('replaces a view') : safe('adds a view')),
  createSequence: () => safe('adds a sequence'),
  createIndex: (attributes) => (attributes['unique'] !== undefined && attributes['unique'] !== 'false' ? unsafe(`makes values of ${where(attributes)} unique`) : safe(`adds an index to ${where(attributes)}`)),
  setTableRemarks: () => safe('writes a comment'),
  setColumnRemarks: () => safe('writes a comment'),
  tagDatabase: () => safe('writes a tag'),
  dropColumn: (attributes) => unsafe(`drops a column of ${where(attributes)}, which the code before may use`),
  dropTable: (attributes) => unsafe(`drops table ${where(attributes)}, which the code before may use`),
  dropView: () => unsafe('drops a view that the code before may read'),
  renameTable: (attributes) => unsafe(`renames table ${attributes['oldTableName'] ?? ''}, which the code before may use`),
  renameColumn: (attributes) => unsafe(`renames column ${attributes['tableName'] ?? ''}.${attributes['oldColumnName'] ?? ''}, which the code before may use`),
  modifyDataType: (attributes) => unsafe(`changes the type of column ${where(attributes)}`),
  mergeColumns: (attributes) => unsafe(`merges columns of ${where(attributes)}`),
  addNotNullConstraint: (attributes) => unsafe(`forbids column ${where(attributes)} to be empty`),
  addUniqueConstraint: (attributes) => unsafe(`makes values of ${where(attributes)} unique`),
  addPrimaryKey: (attributes) => unsafe(`makes values of ${where(attributes)} unique`),
  addForeignKeyConstraint: (attributes) => unsafe(`adds a foreign key to ${attributes['baseTableName'] ?? ''}`),
  update: (attributes) => unsafe(`rewrites ${where(attributes)}`),
  delete: (attributes) => unsafe(`deletes rows of ${where(attributes)}`),
};

/** Elements of a change set that change nothing. */
const silent = new Set(['comment', 'preConditions', 'rollback', 'validCheckSum']);

/** The change sets of an XML changelog, in their order. Inclusions of other files are change sets whose content is unknown. */
export function readChangelog(text: string): ChangeSet[] {
  const sets: ChangeSet[] = [];
  const open: string[] = [];
  let column: Attributes | null = null;
  let filled = false;
  const tell = (statement: string, ruling: Ruling) => void sets.at(-1)?.changes.push({ ...ruling, statement: clip(statement, 160) });
  const parser = new Parser(
    {
      onopentag(qualified, attributes) {
        const name = qualified.replace(/^.*:/, '');
        const shown = `<${name} ${Object.entries(attributes).map(([key, value]) => `${key}="${value}"`).join(' ')}>`;
        const inColumn = open.includes('addColumn') && !open.some((parent) => silent.has(parent));
        if (name === 'changeSet') sets.push({ name: `${attributes['author'] ?? ''}:${attributes['id'] ?? ''}`, changes: [] });
        else if (name === 'include' || name === 'includeAll') sets.push({ name: attributes['file'] ?? attributes['path'] ?? name, changes: [{ ...unknown('includes a file that is not read here'), statement: clip(shown, 160) }] });
        else if (name === 'column' && inColumn) {
          column = attributes;
          filled = Object.keys(attributes).some((key) => /^defaultValue|^autoIncrement$/.test(key));
        } else if (name === 'constraints' && inColumn && column !== null && attributes['nullable'] === 'false' && !filled) {
          tell(shown, unsafe(`adds column ${column['name'] ?? ''} that must be filled and has no default, so the code before cannot insert`));
        } else if (name === 'constraints' && inColumn && attributes['unique'] === 'true' && filled) tell(shown, unsafe(`adds unique column ${column?.['name'] ?? ''} with a default`));
        else if (open.at(-1) === 'changeSet' && name === 'addColumn') tell(shown, safe(`adds columns to ${where(attributes)}`));
        else if (open.at(-1) === 'changeSet' && !silent.has(name)) {
          const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
          tell(shown, rule === undefined ? unknown(`is a change whose effect is not known`) : rule(attributes));
        }
        open.push(name);
      },
      onclosetag(qualified) {
        open.pop();
        if (/(?:^|:)column$/.test(qualified)) column = null;
      },
    },
    { xmlMode: true },
  );
  parser.end(text);
  return sets;
}
