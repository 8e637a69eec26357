import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Dialect, Effect } from '../migrations/change.ts';
import { classifyScripts } from '../migrations/classify-sql.ts';
import { splitStatements } from '../migrations/split-statements.ts';
import { type SqlParser, loadSqlParser } from '../migrations/sql-parser.ts';

type Row = [dialect: Dialect, statement: string, effect: Effect, reason: RegExp];

const [P, M, S] = ['postgresql', 'mysql', 'sqlite'] as const;

const rows: Row[] = [
  // New things that the code before does not know.
  [P, 'CREATE TABLE t (id bigserial PRIMARY KEY, owner int REFERENCES users (id))', 'safe', /^adds table t$/],
  [P, 'CREATE TABLE IF NOT EXISTS app."T" (id int)', 'safe', /^adds table app\.T$/],
  [P, 'CREATE TABLE copy AS SELECT * FROM t', 'safe', /^adds table copy/],
  [P, 'CREATE TABLE p PARTITION OF t FOR VALUES FROM (1) TO (2)', 'safe', /^adds table p/],
  [M, 'CREATE TABLE `t` (`id` int auto_increment primary key, KEY `k` (`id`)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4', 'safe', /^adds table t/],
  [S, 'CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT) STRICT', 'safe', /^adds table t/],
  [S, 'CREATE VIRTUAL TABLE f USING fts5(a)', 'safe', /adds a table/],
  [P, 'CREATE VIEW v AS SELECT 1', 'safe', /adds view v/],
  [P, 'CREATE MATERIALIZED VIEW v AS SELECT 1', 'safe', /adds view v/],
  [P, 'CREATE SCHEMA s', 'safe', /schema/],
  [P, 'CREATE SEQUENCE s', 'safe', /sequence/],
  [P, "CREATE TYPE mood AS ENUM ('good', 'bad')", 'safe', /type/],
  [P, 'CREATE DOMAIN d AS int', 'safe', /type/],
  [P, 'CREATE EXTENSION IF NOT EXISTS pgcrypto', 'safe', /extension/],
  [P, "CREATE FUNCTION f() RETURNS int AS $$ DELETE FROM t; SELECT 1 $$ LANGUAGE sql", 'safe', /adds a function/],
  // Columns.
  [P, 'ALTER TABLE t ADD COLUMN a text', 'safe', /^adds column t\.a that may stay empty/],
  [M, 'ALTER TABLE `t` ADD `a` varchar(20) NULL AFTER `b`', 'safe', /^adds column t\.a/],
  [S, 'ALTER TABLE t ADD a text', 'safe', /^adds column t\.a/],
  [P, 'ALTER TABLE t ADD COLUMN a int NOT NULL DEFAULT 3', 'safe', /that fills itself/],
  [M, 'ALTER TABLE t ADD COLUMN a int NOT NULL DEFAULT 3, ALGORITHM=INPLACE, LOCK=NONE', 'safe', /./],
  [S, "ALTER TABLE t ADD COLUMN a text NOT NULL DEFAULT ''", 'safe', /fills itself/],
  [P, 'ALTER TABLE t ADD COLUMN a bigserial NOT NULL', 'safe', /fills itself/],
  [P, 'ALTER TABLE t ADD COLUMN a int NOT NULL GENERATED ALWAYS AS IDENTITY', 'safe', /fills itself/],
  [P, 'ALTER TABLE t ADD COLUMN g int GENERATED ALWAYS AS (a + 1) STORED', 'safe', /./],
  [M, 'ALTER TABLE t ADD COLUMN id int NOT NULL AUTO_INCREMENT PRIMARY KEY', 'safe', /fills itself/],
  [P, 'ALTER TABLE t ADD COLUMN owner int REFERENCES users (id)', 'safe', /stay empty/],
  [P, 'ALTER TABLE t ADD COLUMN code text UNIQUE', 'safe', /stay empty/],
  [P, 'ALTER TABLE t ADD COLUMN a int NOT NULL', 'unsafe', /t\.a that must be filled and has no default/],
  [M, 'ALTER TABLE t ADD a int NOT NULL', 'unsafe', /must be filled/],
  [S, 'ALTER TABLE t ADD a int NOT NULL', 'unsafe', /must be filled/],
  [P, 'ALTER TABLE t ADD COLUMN a int DEFAULT NULL NOT NULL', 'unsafe', /must be filled/],
  [P, "ALTER TABLE t ADD COLUMN a text DEFAULT 'x' UNIQUE", 'unsafe', /a second row/],
  [P, 'ALTER TABLE t ADD COLUMN a int PRIMARY KEY', 'unsafe', /primary key/],
  [P, 'ALTER TABLE t ADD COLUMN a int DEFAULT 0 CHECK (a > 0)', 'unknown', /default may not pass/],
  [P, 'ALTER TABLE t DROP COLUMN a', 'unsafe', /^drops column t\.a/],
  [P, 'ALTER TABLE t ADD COLUMN b text, DROP COLUMN IF EXISTS a CASCADE', 'unsafe', /^drops column t\.a/],
  [M, 'ALTER TABLE t DROP a', 'unsafe', /^drops column t\.a/],
  [S, 'ALTER TABLE t DROP COLUMN a', 'unsafe', /^drops column t\.a/],
  [P, 'ALTER TABLE t RENAME COLUMN a TO b', 'unsafe', /^renames column t\.a/],
  [S, 'ALTER TABLE t RENAME a TO b', 'unsafe', /^renames column t\.a/],
  [M, 'ALTER TABLE t CHANGE a b int', 'unsafe', /^renames column t\.a/],
  [M, "ALTER TABLE t MODIFY COLUMN a ENUM('x','y') NOT NULL", 'unsafe', /type of column t\.a/],
  [P, 'ALTER TABLE t ALTER COLUMN a TYPE bigint USING a::bigint', 'unsafe', /type of column t\.a/],
  [P, 'ALTER TABLE t ALTER COLUMN a SET NOT NULL', 'unsafe', /forbids column t\.a/],
  [P, 'ALTER TABLE t ALTER COLUMN a DROP NOT NULL', 'unknown', /lets column t\.a be empty/],
  [P, 'ALTER TABLE t ALTER COLUMN a SET DEFAULT 1', 'unknown', /default of column t\.a/],
  [P, 'ALTER TABLE t ALTER COLUMN a DROP DEFAULT', 'unsafe', /drops the default/],
  [M, 'ALTER TABLE t ALTER COLUMN a SET DEFAULT 3', 'unknown', /default/],
  [M, 'ALTER TABLE t ADD COLUMN (a int, b int)', 'unknown', /cannot be read/],
  // Tables and what else has a name.
  [P, 'DROP TABLE t', 'unsafe', /^drops table t/],
  [M, 'DROP TABLE IF EXISTS `a`, `b`', 'unsafe', /^drops table a and b/],
  [P, 'ALTER TABLE t RENAME TO u', 'unsafe', /^renames table t/],
  [M, 'RENAME TABLE a TO b', 'unsafe', /^renames table a/],
  [P, 'DROP VIEW v', 'unsafe', /^drops view v/],
  [P, 'DROP MATERIALIZED VIEW v', 'unsafe', /^drops materialized view v/],
  [P, 'DROP SCHEMA s CASCADE', 'unsafe', /^drops schema s/],
  [P, 'DROP TYPE mood', 'unsafe', /^drops type mood/],
  [P, 'DROP FUNCTION f()', 'unsafe', /function/],
  [P, 'DROP EXTENSION pgcrypto', 'unsafe', /extension/],
  [P, 'DROP TRIGGER a ON t', 'unknown', /trigger/],
  [P, 'CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()', 'unknown', /trigger/],
  [P, 'CREATE OR REPLACE VIEW v AS SELECT 1', 'unknown', /replaces view v/],
  [P, 'CREATE OR REPLACE FUNCTION f() RETURNS int AS $$ SELECT 1; $$ LANGUAGE sql', 'unknown', /replaces a function/],
  [M, '/*! DROP TABLE t */', 'unsafe', /^drops table t/],
  // Types.
  [P, "ALTER TYPE mood ADD VALUE 'so-so' AFTER 'good'", 'unsafe', /does not know/],
  [P, "ALTER TYPE mood RENAME VALUE 'bad' TO 'worse'", 'unsafe', /renames type mood/],
  [P, 'ALTER TYPE mood RENAME TO temper', 'unsafe', /renames type mood/],
  // Indexes and constraints.
  [P, 'CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a)', 'safe', /adds an index to t/],
  [M, 'ALTER TABLE t ADD INDEX k (a)', 'safe', /adds an index to t/],
  [M, 'ALTER TABLE t ADD FULLTEXT INDEX i (a)', 'safe', /adds an index to t/],
  [S, 'CREATE INDEX i ON t (a)', 'safe', /adds an index to t/],
  [P, 'CREATE UNIQUE INDEX i ON t (a) WHERE b IS NULL', 'unsafe', /makes values of t unique/],
  [M, 'ALTER TABLE t ADD UNIQUE KEY k (a)', 'unsafe', /makes values of t unique/],
  [P, 'ALTER TABLE t ADD CONSTRAINT c UNIQUE USING INDEX i', 'unsafe', /makes values of t unique/],
  [P, 'ALTER TABLE t ADD PRIMARY KEY (a)', 'unsafe', /unique/],
  [P, 'ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID', 'unsafe', /checks rows of t/],
  [P, 'ALTER TABLE t ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES b (id) ON DELETE CASCADE', 'unsafe', /foreign key to t/],
  [P, 'ALTER TABLE t VALIDATE CONSTRAINT c', 'safe', /there already/],
  [P, 'ALTER TABLE t DROP CONSTRAINT c', 'unknown', /drops a constraint of t/],
  [M, 'ALTER TABLE t DROP FOREIGN KEY fk', 'unknown', /refer to rows/],
  [M, 'ALTER TABLE t DROP PRIMARY KEY', 'unsafe', /primary key of t/],
  [P, 'DROP INDEX i', 'unknown', /when it was unique/],
  [P, 'DROP INDEX CONCURRENTLY IF EXISTS i', 'unknown', /cannot be read/],
  [M, 'ALTER TABLE t DROP INDEX k', 'unknown', /when it was unique/],
  [P, 'ALTER INDEX i RENAME TO j', 'unknown', /index/],
  [P, 'REINDEX TABLE CONCURRENTLY t', 'safe', /no effect/],
  // Data.
  [P, 'UPDATE t SET a = 1 WHERE a IS NULL', 'unsafe', /^rewrites t/],
  [P, 'DELETE FROM t', 'unsafe', /^deletes rows of t/],
  [M, 'DELETE a FROM a JOIN b ON a.id = b.id', 'unsafe', /^deletes rows of a/],
  [P, 'TRUNCATE t', 'unsafe', /^empties t/],
  [P, 'MERGE INTO t USING s ON t.a = s.a WHEN MATCHED THEN DELETE', 'unsafe', /rewrites data/],
  [P, 'INSERT INTO t (a) VALUES (1)', 'unknown', /adds rows to t/],
  [P, 'INSERT INTO t (a) VALUES (1) ON CONFLICT (a) DO NOTHING', 'unknown', /adds rows to t/],
  [P, 'INSERT INTO t (a) VALUES (1) ON CONFLICT (a) DO UPDATE SET b = 2', 'unsafe', /overwrites rows of t/],
  [M, 'INSERT INTO t (a) VALUES (1) ON DUPLICATE KEY UPDATE a = 2', 'unsafe', /overwrites rows of t/],
  [M, 'REPLACE INTO t VALUES (1)', 'unsafe', /overwrites rows of t/],
  [S, 'INSERT OR REPLACE INTO t VALUES (1)', 'unsafe', /overwrites rows of t/],
  [P, 'WITH x AS (DELETE FROM t RETURNING *) INSERT INTO u SELECT * FROM x', 'unknown', /functions that change data/],
  [P, "SELECT setval('s', 3)", 'unknown', /functions that change data/],
  // Rights.
  [P, 'GRANT SELECT ON t TO u', 'safe', /right/],
  [P, 'REVOKE SELECT ON t FROM u', 'unsafe', /right/],
  [P, 'ALTER TABLE t ENABLE ROW LEVEL SECURITY', 'unsafe', /hides rows/],
  [P, 'CREATE POLICY p ON t USING (true)', 'unsafe', /restricts rows/],
  [P, 'ALTER TABLE t OWNER TO x', 'unknown', /owner/],
  // What surrounds.
  [P, 'BEGIN', 'safe', /begins/],
  [P, 'COMMIT', 'safe', /ends/],
  [P, "SET lock_timeout = '5s'", 'safe', /session/],
  [M, 'SET FOREIGN_KEY_CHECKS=0', 'safe', /session/],
  [M, 'SET GLOBAL sql_mode = 0', 'unknown', /not known/],
  [M, '/*!40101 SET NAMES utf8 */', 'safe', /session/],
  [M, 'LOCK TABLES t WRITE', 'safe', /locks/],
  [M, 'UNLOCK TABLES', 'safe', /lock/],
  [P, "COMMENT ON TABLE t IS 'x'", 'safe', /comment/],
  [P, 'ANALYZE t', 'safe', /planner/],
  [S, 'PRAGMA foreign_keys=OFF', 'safe', /no effect/],
  [S, 'PRAGMA writable_schema=ON', 'unknown', /./],
  [S, 'VACUUM', 'safe', /tidies/],
  [P, 'DO $$ BEGIN ALTER TABLE t DROP COLUMN a; END $$', 'unknown', /cannot be read/],
  [P, 'CALL move_everything()', 'unknown', /not known/],
  [P, 'ALTER TABEL t ADD a int', 'unknown', /cannot be read/],
];

describe('statements of migrations', () => {
  let parse: SqlParser;
  before(async () => {
    parse = await loadSqlParser();
  });

  for (const [dialect, statement, effect, reason] of rows) {
    test(`${effect}: ${statement} (${dialect})`, () => {
      const [changes = []] = classifyScripts([statement], dialect, parse);
      assert.equal(changes.length, 1);
      assert.deepEqual({ effect: changes[0]?.effect, statement: changes[0]?.statement }, { effect, statement });
      assert.match(changes[0]?.reason ?? '', reason);
    });
  }

  test('the table is as long as it claims to be', () => assert.ok(rows.length >= 80, String(rows.length)));

  test('what pending migrations made themselves may be changed freely, also by later ones', () => {
    const first = 'CREATE TABLE a (id int); CREATE UNIQUE INDEX i ON a (id);';
    const second = 'ALTER TABLE A ADD CONSTRAINT c FOREIGN KEY (id) REFERENCES users (id); INSERT INTO a VALUES (1); UPDATE a SET id = 2; DROP TABLE a;';
    assert.deepEqual(classifyScripts([first, second], 'postgresql', parse).map((changes) => changes.map(({ effect }) => effect)), [['safe', 'safe'], ['safe', 'safe', 'safe', 'safe']]);
  });

  test('a table that was perhaps there before, or has another name, is not new', () => {
    const effects = (script: string) => classifyScripts([script], 'postgresql', parse).flat().at(-1)?.effect;
    assert.equal(effects('CREATE TABLE IF NOT EXISTS a (id int); DROP TABLE a;'), 'unsafe');
    assert.equal(effects('CREATE TABLE "A" (id int); DROP TABLE a;'), 'unsafe');
    assert.equal(effects('CREATE TABLE a (id int); DROP TABLE a, b;'), 'unsafe');
    assert.equal(effects('CREATE TABLE a (id int); DROP TABLE a CASCADE;'), 'unsafe');
    assert.equal(effects('CREATE TEMPORARY TABLE a (id int); DROP TABLE a;'), 'unsafe');
    assert.equal(effects('CREATE TABLE a (id int); SET search_path = other;'), 'unknown');
  });

  test('data that is moved into a new table is missed in the old one', () => {
    const moved = 'CREATE TABLE a (id int); INSERT INTO a WITH gone AS (DELETE FROM b RETURNING *) SELECT id FROM gone;';
    const [, insert] = classifyScripts([moved], 'postgresql', parse).flat();
    assert.notEqual(insert?.effect, 'safe');
  });

  test('a table that SQLite rebuilds by a copy is unknown, and nothing else of it is blamed', () => {
    const script = 'PRAGMA foreign_keys=OFF; CREATE TABLE "new_User" ("id" INTEGER PRIMARY KEY); INSERT INTO "new_User" ("id") SELECT "id" FROM "User"; DROP TABLE "User"; ALTER TABLE "new_User" RENAME TO "User"; PRAGMA foreign_keys=ON;';
    const [changes = []] = classifyScripts([script], 'sqlite', parse);
    assert.deepEqual(changes.map(({ effect }) => effect), ['safe', 'safe', 'safe', 'unknown', 'safe', 'safe']);
    assert.match(changes[3]?.reason ?? '', /replaces table User by a copy/);
  });

  test('text that is no SQL at all is never safe, and a megabyte of it takes no second', () => {
    const junk = ["'", '"', '$$', '$a$', '/*', '--', '(', "E'\\", 'delimiter ', '; '].map((piece) => piece.repeat(Math.ceil(1_000_000 / piece.length / 10)));
    for (const dialect of [P, M, S]) {
      for (const text of junk) {
        const start = performance.now();
        const effects = classifyScripts([`DROP TABLE a ${text}`], dialect, parse).flat().map(({ effect }) => effect);
        assert.ok(effects.length > 0 && effects[0] !== 'safe', `${dialect} ${text.slice(0, 9)}`);
        assert.ok(performance.now() - start < 2000, `${dialect} ${text.slice(0, 9)}`);
      }
    }
  });

  test('a statement that cannot be read takes none of its neighbours with it', () => {
    const [changes = []] = classifyScripts(['ALTER TABLE t ADD a int;\nNONSENSE;\nDROP TABLE t'], 'postgresql', parse);
    assert.deepEqual(changes.map(({ effect }) => effect), ['safe', 'unknown', 'unsafe']);
  });
});

describe('cutting scripts', () => {
  const cuts: [dialect: Dialect, script: string, statements: string[]][] = [
    [P, '', []],
    [P, '-- only; a comment\n/* and; another */', []],
    [P, "SELECT ';'; SELECT \"a;b\" -- ;\n;SELECT 3", ["SELECT ';'", 'SELECT "a;b"', 'SELECT 3']],
    [P, 'DO $a$ x; $b$ y; $a$; SELECT 1', ['DO $a$ x; $b$ y; $a$', 'SELECT 1']],
    [P, "SELECT E'it\\'s; one'; SELECT 'two\\'; SELECT 3", ["SELECT E'it\\'s; one'", "SELECT 'two\\'", 'SELECT 3']],
    [M, "SELECT 'it\\'s; one' # ;\n; SELECT `a;b`", ["SELECT 'it\\'s; one'", 'SELECT `a;b`']],
    [M, 'SELECT 1--1; SELECT 2', ['SELECT 1--1', 'SELECT 2']],
    [M, 'SELECT 1;\nDELIMITER //\nCREATE PROCEDURE p() BEGIN DROP TABLE t; END//', ['SELECT 1', 'DELIMITER //\nCREATE PROCEDURE p() BEGIN DROP TABLE t; END//']],
    [M, '/*!40101 SET a = 1 */; /* gone */ SELECT 1', ['/*!40101 SET a = 1 */', 'SELECT 1']],
    [S, 'SELECT [a;b]; SELECT "c;d"', ['SELECT [a;b]', 'SELECT "c;d"']],
    [P, "SELECT 'never closed; DROP TABLE t", ["SELECT 'never closed; DROP TABLE t"]],
  ];
  for (const [dialect, script, statements] of cuts) test(`${dialect}: ${JSON.stringify(script)}`, () => assert.deepEqual(splitStatements(script, dialect), statements));
});
