import { compile } from 'json-p3';
import { z } from 'zod';
import { mustBe } from './sentence.ts';
import { headerNamePattern, pathProblem, patternProblem, urlProblem } from './values.ts';
import { durationRule, readDuration } from './duration.ts';
import { severities } from '../verdict/plan.ts';

/** A value that `read` turns into another one, or refuses with the predicate of a sentence. */
export function reading<T>(read: (value: unknown, refuse: (predicate: string) => never) => T) {
  return z.unknown().transform((value, context): T =>
    read(value, (predicate) => {
      context.addIssue({ code: 'custom', message: predicate });
      return z.NEVER;
    }),
  );
}

/** A text for which `problem` knows nothing to say. */
export function textWithout(problem: (value: unknown) => string | null) {
  return reading((value, refuse) => {
    const predicate = problem(value);
    return predicate === null ? String(value) : refuse(predicate);
  });
}

/** An error for zod: what was wanted, and what was given. */
export const wanting = (wanted: string) => (issue: { input?: unknown }) => mustBe(wanted, issue.input);

export const severity = z.enum(severities);
export const text = z.string().min(1);
export const url = textWithout(urlProblem);
export const path = textWithout(pathProblem);
/** A path on the target, or a URL elsewhere. */
export const place = (example: string) => textWithout((value) => (pathProblem(value) === null || urlProblem(value) === null ? null : mustBe(`a path such as ${example} or an http(s) URL`, value)));
export const duration = reading((value, refuse) => readDuration(value) ?? refuse(mustBe(durationRule, value)));

export const envName = z.string().regex(/^[A-Za-z_]\w*$/, { error: wanting('the name of an environment variable, such as PARTNER_TOKEN') });
/** A text, or a reference to one that is secret. */
export const secretText = z.union([z.string(), z.strictObject({ env: envName }), z.strictObject({ file: text })], { error: wanting('a text, env("NAME") or file("PATH")') });
export const headerName = z.string().regex(headerNamePattern, { error: 'is not a name that HTTP allows for a header' });
export const jsonPath = z.string().superRefine((query, context) => {
  try {
    compile(query);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    context.addIssue({ code: 'custom', message: `is not a JSONPath such as $.items[0].price: ${reason}` });
  }
});

/** The source of a regular expression; the flags i, m and s of a RegExp go into the source. */
export const pattern = reading((value, refuse) => {
  if (value instanceof RegExp && /[uv]/.test(value.flags)) return refuse(`must not use the flags u and v, but is ${value}`);
  const flags = value instanceof RegExp ? value.flags.replace(/[^ims]/g, '') : '';
  const source = value instanceof RegExp ? value.source : value;
  if (typeof source !== 'string' || source === '') return refuse(mustBe('a regular expression', value));
  const whole = flags === '' ? source : `(?${flags}:${source})`;
  const problem = patternProblem(whole);
  return problem === null ? whole : refuse(`must be a regular expression, but ${problem}`);
});

/** Refuses a list in which two items carry the same `key`; items without it do not count. */
export function unique<K extends string>(key: K) {
  return (items: readonly { [P in K]?: string | undefined }[], context: z.core.$RefinementCtx) => {
    const seen = new Map<string, number>();
    items.forEach((item, index) => {
      const value = item[key];
      if (value === undefined) return;
      const first = seen.get(value);
      if (first === undefined) seen.set(value, index);
      else context.addIssue({ code: 'custom', path: [index, key], message: `must differ from the one at [${first}], but both are ${JSON.stringify(value)}` });
    });
  };
}
