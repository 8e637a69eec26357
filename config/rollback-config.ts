import type { Duration } from './partner-config.ts';

/** What a rollback would take. gonogo says whether it is safe, and never does it. */
export interface RollbackConfig {
  /** How to roll back, as people type it. Shown, never run. */
  command?: string;
  /** URL of how to roll back. */
  runbook?: string;
  lastGood: {
    /** The release to go back to. */
    release: string;
    /** Proof that it can still be fetched: a URL that answers HEAD with 2xx (404 and 410 say that it is gone), or a program with arguments that ends with 0 within 20 s. */
    proof?: { url: string } | { command: string[] };
  };
  /** How long it takes: a promise, or what the last rehearsal measured and its day. */
  takes?: Duration | { measured: Duration; on: string };
  /** `none` when the release has no database. Else where the migrations are; see docs/rollback.md. */
  migrations?: 'none' | MigrationsConfig;
  /** The longest outage that is promised. */
  maxOutage?: Duration;
  /** From the decision to a fix in production. */
  fixTakes?: Duration;
  /** What to do when both can be done in time. Default `roll-back`. */
  prefer?: 'roll-back' | 'fix-forward';
}

export interface MigrationsConfig {
  tool: 'sql' | 'prisma' | 'flyway' | 'liquibase' | 'drizzle' | 'typeorm' | 'knex' | 'sequelize' | 'rails' | 'django' | 'alembic';
  /** Relative to the configuration. */
  folder: string;
  /** Needed by tools whose migrations are SQL. */
  dialect?: 'postgresql' | 'mysql' | 'sqlite';
  /** Name or version of the newest migration of the last good release; a list where parts of an application have their own; or the file of its verdict, a GO that names it. */
  since: string | string[] | { verdict: string };
}
