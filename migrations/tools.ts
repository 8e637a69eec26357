import * as rules from './code-rules.ts';
import type { CodeStyle } from './classify-code.ts';

/** Tools whose folders are read. `sql` is any folder of SQL files. */
export const migrationTools = ['sql', 'prisma', 'flyway', 'liquibase', 'drizzle', 'typeorm', 'knex', 'sequelize', 'rails', 'django', 'alembic'] as const;
export type MigrationTool = (typeof migrationTools)[number];

/** How a tool keeps its migrations. */
export interface ToolStyle {
  /** Name of the migration in a file, by its path in the folder; null for a file that is none. */
  name(path: string): string | null;
  /** The version that leads a name, by which it may be called, too. */
  version: RegExp;
  /** How its files are written, when they are code. */
  code: CodeStyle | null;
}

const script = /\.(?:[cm]?js|[cm]?ts)$/;
const leading = /^\d[\d_.]*(?=[_.-]|$)/;

/** The name of a file without folder and ending, when its path is like `pattern`. */
const fileName = (pattern: RegExp) => (path: string) => (pattern.test(path) ? path.replace(/^.*\//, '').replace(/\.[^.]+$/, '') : null);

/** A file in JavaScript or TypeScript; declarations are none. */
const scriptName = (path: string) => (/\.d\.[cm]?ts$/.test(path) ? null : fileName(script)(path));

const firstText = (args: string) => /^\s*['"`:]([\w.]+)/.exec(args)?.[1] ?? null;

const javascript = { language: 'javascript', forward: /\bup\b\s*(?:=|:|\()/, back: /\bdown\b\s*(?:=|:|\()/, tableOf: (_name: string, args: string) => firstText(args) } as const;

export const toolStyles: Readonly<Record<MigrationTool, ToolStyle>> = {
  sql: { name: (path) => (/(?:[._-]down\.sql|^down\/.*|\/down\/.*)$/i.test(path) ? null : fileName(/\.sql$/i)(path)), version: leading, code: null },
  prisma: { name: (path) => /^([^/]+)\/migration\.sql$/.exec(path)?.[1] ?? null, version: leading, code: null },
  flyway: { name: (path) => (/(?:^|\/)U[\d_.]+__/.test(path) ? null : fileName(/(?:^|\/)(?:V[\d_.]+|R)__[^/]*\.(?:sql|java|kt)$/)(path)), version: /^V([\d_.]+)(?=__)/, code: null },
  liquibase: { name: fileName(/\.(?:sql|xml|ya?ml|json)$/), version: /(?!)/, code: null },
  drizzle: { name: (path) => /^([^/]+)\/migration\.sql$/.exec(path)?.[1] ?? fileName(/^[^/]+\.sql$/)(path), version: leading, code: null },
  typeorm: { name: scriptName, version: leading, code: { ...javascript, receiver: /queryRunner\s*\./, rules: rules.typeorm } },
  knex: { name: scriptName, version: leading, code: { ...javascript, receiver: /\./, rules: rules.knex, table: { calls: /^(?:alterTable|table)$/, rule: rules.knexColumn } } },
  sequelize: { name: scriptName, version: leading, code: { ...javascript, receiver: /queryInterface\s*\./, rules: rules.sequelize } },
  rails: { name: fileName(/^\d+_\w+\.rb$/), version: leading, code: { language: 'ruby', forward: /^[ \t]*def (?:change|up)\b/m, back: /^[ \t]*def down\b/m, receiver: null, rules: rules.rails, tableOf: (_name, args) => firstText(args) } },
  django: {
    name: (path) => (/(?:^|\/)migrations\/\d\w*\.py$/.test(path) ? path.replace(/^(?:.*\/)?([^/]+)\/migrations\/(\w+)\.py$/, '$1.$2').replace(/^migrations\/(\w+)\.py$/, '$1') : fileName(/^\d\w*\.py$/)(path)),
    version: leading,
    code: { language: 'python', forward: /^[ \t]+operations(?:\s*:\s*[\w.[\]]+)?\s*=\s*(?=\[)/m, back: /(?!)/, receiver: /migrations\s*\./, rules: rules.django, tableOf: (name, args) => (name === 'CreateModel' ? /\bname=['"](\w+)/ : /\bmodel_name=['"](\w+)/).exec(args)?.[1]?.toLowerCase() ?? null },
  },
  alembic: { name: fileName(/^[^/_][^/]*\.py$/), version: /^[0-9a-f]{8,}(?=_)/, code: { language: 'python', forward: /^def upgrade\b/m, back: /^def \w+/m, receiver: /(?:batch_)?op\s*\./, rules: rules.alembic, tableOf: (name, args) => (/^(?:create|drop)_(?!table)/.test(name) ? (/^[^,]*,\s*['"](\w+)['"]/.exec(args)?.[1] ?? null) : firstText(args)) } },
};
