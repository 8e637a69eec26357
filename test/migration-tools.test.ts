import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Effect } from '../migrations/change.ts';
import { type MigrationFile, type Pending, pendingMigrations } from '../migrations/pending.ts';
import { type SqlParser, loadSqlParser } from '../migrations/sql-parser.ts';
import { type MigrationTool, migrationTools } from '../migrations/tools.ts';

interface Case {
  tool: MigrationTool;
  what: string;
  files: Record<string, string>;
  since: string[];
  /** Name and effects of each pending migration. */
  pending: [name: string, ...effects: Effect[]][];
  newest?: string | null;
}

const rails = (body: string) => `class Change < ActiveRecord::Migration[7.1]\n${body}\nend\n`;
const django = (operations: string) => `from django.db import migrations, models\n\nclass Migration(migrations.Migration):\n    dependencies = [('shop', '0001_initial')]\n\n    operations = [\n${operations}\n    ]\n`;
const alembic = (id: string, after: string, body: string) => `"""Drops nothing\n\nRevision ID: ${id}\n"""\nfrom alembic import op\nimport sqlalchemy as sa\n\nrevision: str = '${id}'\ndown_revision: Union[str, None] = ${after}\n\ndef upgrade() -> None:\n${body}\n\ndef downgrade() -> None:\n    op.drop_table('orders')\n`;

const cases: Case[] = [
  {
    tool: 'prisma',
    what: 'folders with a script each; an index on a new table may be unique',
    files: {
      'migration_lock.toml': 'provider = "postgresql"',
      '20240101000000_init/migration.sql': 'CREATE TABLE "User" ("id" INT);',
      '20240301000000_orders/migration.sql': '-- CreateTable\nCREATE TABLE "Order" ("id" INT);\n\n-- CreateIndex\nCREATE UNIQUE INDEX "i" ON "Order"("id");',
      '20240201000000_email/migration.sql': '-- AlterTable\nALTER TABLE "User" DROP COLUMN "email";',
    },
    since: ['20240101000000_init'],
    pending: [['20240201000000_email', 'unsafe'], ['20240301000000_orders', 'safe', 'safe']],
    newest: '20240301000000_orders',
  },
  {
    tool: 'flyway',
    what: 'versions by number; what is repeatable is always unknown, and undo is not read',
    files: {
      'V1__init.sql': 'CREATE TABLE a (id int);',
      'V2__b.sql': 'ALTER TABLE a ADD b int;',
      'V10__c.sql': 'ALTER TABLE a DROP COLUMN b;',
      'U10__c.sql': 'DROP TABLE a;',
      'R__view.sql': 'CREATE OR REPLACE VIEW v AS SELECT 1;',
      'V11__code.java': 'class V11__code {}',
    },
    since: ['2'],
    pending: [['V10__c', 'unsafe'], ['V11__code', 'unknown'], ['R__view', 'unknown']],
    newest: 'V11__code',
  },
  {
    tool: 'liquibase',
    what: 'change sets of a changelog in XML',
    files: {
      'changelog.xml': `<databaseChangeLog><changeSet author="ann" id="1"><createTable tableName="a"><column name="id" type="int"><constraints nullable="false"/></column></createTable></changeSet>
<changeSet author="ann" id="2"><preConditions><tableExists tableName="a"/></preConditions><addColumn tableName="a"><column name="b" type="int"><constraints nullable="false"/></column></addColumn><rollback><dropTable tableName="a"/></rollback></changeSet>
<changeSet author="bob" id="3"><addColumn tableName="a"><column name="c" type="int" defaultValueNumeric="0"><constraints nullable="false"/></column></addColumn><sql>UPDATE a SET b = 1</sql><dropColumn tableName="a" columnName="d"/></changeSet></databaseChangeLog>`,
    },
    since: ['ann:1'],
    pending: [['ann:2', 'safe', 'unsafe'], ['bob:3', 'safe', 'unknown', 'unsafe']],
    newest: 'bob:3',
  },
  {
    tool: 'liquibase',
    what: 'change sets of formatted SQL',
    files: { 'db.sql': '--liquibase formatted sql\n--changeset ann:1\nCREATE TABLE a (id int);\n--rollback DROP TABLE a;\n\n--changeset ann:2 runOnChange:false\nALTER TABLE a ADD b int;\n--rollback ALTER TABLE a DROP COLUMN b;\n' },
    since: ['ann:1'],
    pending: [['ann:2', 'safe']],
  },
  { tool: 'liquibase', what: 'YAML is not read, and so is unknown', files: { 'db.yaml': 'databaseChangeLog: []' }, since: [], pending: [['db', 'unknown']] },
  {
    tool: 'drizzle',
    what: 'numbered scripts with breakpoints',
    files: { '0000_first.sql': 'CREATE TABLE a (id int);', '0001_second.sql': 'ALTER TABLE "a" ADD COLUMN "b" text;--> statement-breakpoint\nALTER TABLE "a" ALTER COLUMN "c" SET NOT NULL;', 'meta/_journal.json': '{}' },
    since: ['0000_first'],
    pending: [['0001_second', 'safe', 'unsafe']],
  },
  {
    tool: 'sql',
    what: 'numbered scripts; ways back are left out, in files of their own and in the same file',
    files: {
      '1_a.up.sql': 'CREATE TABLE a (id int);', '1_a.down.sql': 'DROP TABLE a;',
      '2_b.sql': '-- migrate:up\nALTER TABLE a ADD b int;\n-- migrate:down\nALTER TABLE a DROP COLUMN b;',
      '10_c.sql': '-- +goose Up\nCREATE INDEX i ON a (b);\n-- +goose Down\nDROP INDEX i;',
    },
    since: ['1'],
    pending: [['2_b', 'safe'], ['10_c', 'safe']],
    newest: '10_c',
  },
  {
    tool: 'typeorm',
    what: 'SQL in texts, as it is generated',
    files: {
      '1700000000000-First.ts': 'export class First1700000000000 { public async up(queryRunner: QueryRunner) { await queryRunner.query(`CREATE TABLE "a" ("id" int)`); } }',
      '1710000000000-Second.ts': 'export class Second1710000000000 implements MigrationInterface {\n  name = "Second";\n  public async up(queryRunner: QueryRunner): Promise<void> {\n    await queryRunner.query(`ALTER TABLE "a" ADD "b" integer`);\n    await queryRunner.query(`ALTER TABLE "a" DROP COLUMN "c"`);\n  }\n  public async down(queryRunner: QueryRunner): Promise<void> {\n    await queryRunner.query(`DROP TABLE "a"`);\n  }\n}',
    },
    since: ['1700000000000-First'],
    pending: [['1710000000000-Second', 'safe', 'unsafe']],
  },
  {
    tool: 'typeorm',
    what: 'SQL that is built while it runs is unknown',
    files: { '1-A.ts': 'export class A { async up(queryRunner) { await queryRunner.query(`DROP TABLE ${name}`); } async down() {} }' },
    since: [],
    pending: [['1-A', 'unknown']],
  },
  {
    tool: 'knex',
    what: 'tables, chains on columns, and what else is called',
    files: {
      '20240101_a.js': "exports.up = (knex) => knex.schema.createTable('a', (table) => { table.increments('id'); table.string('b').notNullable(); });\nexports.down = (knex) => knex.schema.dropTable('a');",
      '20240102_b.js': "exports.up = async function (knex) {\n  await knex.schema.alterTable('a', (table) => {\n    table.string('c'); // dropColumn('x')\n    table.integer('d').notNullable();\n    table.integer('e').notNullable().defaultTo(0);\n    table.dropColumn('f');\n  });\n};\nexports.down = (knex) => knex.schema.dropTable('a');",
      '20240103_c.mjs': "export function up(knex) {\n  return knex('a').update({ c: 1 });\n}\nexport function down() {}",
    },
    since: ['20240101_a'],
    pending: [['20240102_b', 'safe', 'unsafe', 'safe', 'unsafe'], ['20240103_c', 'unknown', 'unknown']],
  },
  {
    tool: 'sequelize',
    what: 'calls of the query interface',
    files: {
      '20240101-a.js': "module.exports = { async up(queryInterface, Sequelize) {\n await queryInterface.createTable('a', { id: Sequelize.INTEGER });\n await queryInterface.addIndex('a', ['id'], { unique: true });\n await queryInterface.addColumn('u', 'n', { type: Sequelize.STRING(20), allowNull: false });\n await queryInterface.addColumn('u', 'm', { type: Sequelize.STRING, allowNull: false, defaultValue: '' });\n await queryInterface.sequelize.query('UPDATE u SET m = 1');\n},\n async down(queryInterface) { await queryInterface.dropTable('a'); } };",
    },
    since: [],
    pending: [['20240101-a', 'safe', 'safe', 'unsafe', 'safe', 'unknown']],
  },
  {
    tool: 'rails',
    what: 'methods of the schema, also over several lines',
    files: {
      '20240101000000_a.rb': rails('  def change\n    create_table :a do |t|\n      t.string :name, null: false\n    end\n  end'),
      '20240102000000_b.rb': rails("  # remove_column :users, :x\n  def change\n    create_table :orders do |t|\n      t.integer :total, null: false\n    end\n    add_index :orders, :total, unique: true\n    add_column :users, :nick, :string\n    add_column :users, :age, :integer,\n               null: false\n    add_column :users, :level, :integer, null: false, default: 0\n    add_index :users, :nick, unique: true\n    remove_column :users, :name, :string\n  end"),
      '20240103000000_c.rb': rails('  def up\n    User.update_all(level: 1)\n  end\n\n  def down\n    drop_table :users\n  end'),
    },
    since: ['20240101000000'],
    pending: [['20240102000000_b', 'safe', 'safe', 'safe', 'unsafe', 'safe', 'unsafe', 'unsafe'], ['20240103000000_c', 'unknown']],
    newest: '20240103000000_c',
  },
  {
    tool: 'django',
    what: 'operations; a default of Python is none in the database; each application has its own order',
    files: {
      'shop/migrations/__init__.py': '',
      'shop/migrations/0001_initial.py': django(''),
      'shop/migrations/0002_more.py': django("        migrations.CreateModel(name='Order', fields=[('id', models.AutoField(primary_key=True))]),\n        migrations.AddField(model_name='order', name='user', field=models.ForeignKey(to='shop.user', on_delete=1)),\n        migrations.AddField(model_name='user', name='nick', field=models.CharField(max_length=9, null=True)),\n        migrations.AddField(model_name='user', name='age', field=models.IntegerField(default=0)),\n        migrations.RemoveField(model_name='user', name='name'),\n        migrations.RunPython(fill),"),
      'auth/migrations/0001_initial.py': django("        migrations.DeleteModel(name='Old'),"),
    },
    since: ['shop.0001_initial', 'auth.0001_initial'],
    pending: [['shop.0002_more', 'safe', 'safe', 'safe', 'unsafe', 'unsafe', 'unknown']],
  },
  {
    tool: 'alembic',
    what: 'revisions in the order of what they follow, whatever their names',
    files: {
      'ffff00000001_first.py': alembic('ffff00000001', 'None', "    op.create_table('users')"),
      'aaaa00000002_second.py': alembic('aaaa00000002', "'ffff00000001'", "    op.create_table('orders', sa.Column('id', sa.Integer(), nullable=False))\n    op.create_index(op.f('ix_orders'), 'orders', ['id'], unique=True)\n    op.add_column('users', sa.Column('age', sa.Integer(), nullable=False))\n    op.add_column('users', sa.Column('level', sa.Integer(), nullable=False, server_default='0'))\n    with op.batch_alter_table('users') as batch_op:\n        batch_op.drop_column('name')\n    op.execute(\"UPDATE users SET level = 1\")"),
    },
    since: ['ffff00000001'],
    pending: [['aaaa00000002_second', 'safe', 'safe', 'unsafe', 'safe', 'safe', 'unsafe', 'unknown']],
    newest: 'aaaa00000002',
  },
];

const filesOf = (files: Record<string, string>): MigrationFile[] => Object.entries(files).map(([path, text]) => ({ path, text }));

describe('migrations of tools', () => {
  let parse: SqlParser;
  before(async () => {
    parse = await loadSqlParser();
  });
  const pendingOf = ({ tool, files, since }: Pick<Case, 'tool' | 'files' | 'since'>): Pending => pendingMigrations(filesOf(files), tool, since, 'postgresql', parse);

  for (const one of cases) {
    test(`${one.tool}: ${one.what}`, () => {
      const pending = pendingOf(one);
      assert.ok('migrations' in pending, JSON.stringify(pending));
      assert.deepEqual(pending.migrations.map(({ name, changes }) => [name, ...changes.map(({ effect }) => effect)]), one.pending, JSON.stringify(pending.migrations, null, 1));
      if (one.newest !== undefined) assert.equal(pending.newest, one.newest);
    });
  }

  test('every tool has a case', () => assert.deepEqual(migrationTools.filter((tool) => !cases.some((one) => one.tool === tool)), []));

  test('a name that is not there, and a folder without migrations, are problems and not "nothing is pending"', () => {
    assert.deepEqual(pendingOf({ tool: 'sql', files: { '1_a.sql': '' }, since: ['2_b'] }), { problem: 'holds no migration "2_b"' });
    assert.deepEqual(pendingOf({ tool: 'prisma', files: { 'a.sql': '' }, since: [] }), { problem: 'holds no migrations of prisma' });
  });

  test('a newest migration that is the last good one leaves nothing pending', () => {
    assert.deepEqual(pendingOf({ tool: 'sql', files: { '1_a.sql': 'DROP TABLE a' }, since: ['1_a'] }), { migrations: [], newest: '1_a' });
  });

  test('brackets that never close and endless blanks take no second', () => {
    const heads = { knex: ['1_a.js', 'exports.up = (knex) => knex.schema.alterTable("a", (table) => { '], rails: ['1_a.rb', 'def change\n'], django: ['0001_a.py', 'class A:\n    operations = ['], alembic: ['a_b.py', 'def upgrade():\n'], sequelize: ['1_a.js', 'up: () => {'] } as const;
    for (const [tool, [path, head]] of Object.entries(heads) as [keyof typeof heads, readonly [string, string]][]) {
      for (const piece of ['op.add_column(', 'queryInterface.addColumn(', 'migrations.AddField(', 'table.string("a") ', 'knex.schema.alterTable("a", (table) => { ', 'add_column :a,\n', '   \n', "'"]) {
        const start = performance.now();
        const pending = pendingOf({ tool, files: { [path]: head + piece.repeat(Math.ceil(100_000 / piece.length)) }, since: [] });
        assert.ok(performance.now() - start < 2000, `${tool} ${piece}`);
        assert.ok('migrations' in pending);
      }
    }
  });

  test('code without a way forward is unknown', () => {
    const pending = pendingOf({ tool: 'alembic', files: { 'a.py': 'print(1)' }, since: [] });
    assert.deepEqual('migrations' in pending && pending.migrations.flatMap(({ changes }) => changes.map(({ effect }) => effect)), ['unknown']);
  });
});
