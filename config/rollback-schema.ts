import { z } from 'zod';
import { duration, text, url, wanting } from './fields.ts';
import { mustBe } from './sentence.ts';

const dialects = ['postgresql', 'mysql', 'sqlite'] as const;
const sqlTools = ['sql', 'prisma', 'flyway', 'liquibase', 'drizzle', 'typeorm'] as const;
const codeTools = ['knex', 'sequelize', 'rails', 'django', 'alembic'] as const;

const day = z.iso.date({ error: wanting('a day written as YYYY-MM-DD') });

const migrations = z
  .strictObject({
    tool: z.enum([...sqlTools, ...codeTools]),
    folder: text,
    dialect: z.enum(dialects).optional(),
    since: z
      .union([text, z.array(text).min(1), z.strictObject({ verdict: text })], { error: wanting('the name of the newest migration of the last good release, a list of them, or { verdict: "FILE" } with its verdict') })
      .transform((value) => (typeof value === 'string' ? [value] : value)),
  })
  .superRefine(({ tool, dialect }, context) => {
    if (dialect === undefined && sqlTools.some((name) => name === tool)) context.addIssue({ code: 'custom', path: ['dialect'], message: mustBe(`one of ${dialects.join(', ')}, because ${tool} is read as SQL`, undefined) });
  });

/** What a configuration may say about a rollback. */
export const rollback = z.strictObject({
  command: text.optional(),
  runbook: url.optional(),
  lastGood: z.strictObject({
    release: text,
    proof: z.union([z.strictObject({ url }), z.strictObject({ command: z.array(text).min(1) })], { error: wanting('{ url: "…" } or { command: ["program", "argument", …] }') }).optional(),
  }),
  takes: z.union([duration, z.strictObject({ measured: duration, on: day })], { error: wanting('a duration such as 25m, or { measured: "25m", on: "YYYY-MM-DD" } from a rehearsal') }).optional(),
  migrations: z.union([z.literal('none'), migrations], { error: (issue) => (issue.input !== null && typeof issue.input === 'object' ? undefined : mustBe('"none", or { tool, folder, since, dialect }', issue.input)) }).optional(),
  maxOutage: duration.optional(),
  fixTakes: duration.optional(),
  prefer: z.enum(['roll-back', 'fix-forward']).default('roll-back'),
});
