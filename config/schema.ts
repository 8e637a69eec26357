import { compile } from 'json-p3';
import { z } from 'zod';
import { issuePredicate, issueSentences, listed, mustBe } from './sentence.ts';
import { headerNamePattern, isJson, methods, pathProblem, patternProblem, safeMethods, urlProblem } from './values.ts';
import { durationRule, readDuration } from './duration.ts';
import { jsonTypes, severities, viewportNames } from '../verdict/plan.ts';

/** A value that `read` turns into another one, or refuses with the predicate of a sentence. */
function reading<T>(read: (value: unknown, refuse: (predicate: string) => never) => T) {
  return z.unknown().transform((value, context): T =>
    read(value, (predicate) => {
      context.addIssue({ code: 'custom', message: predicate });
      return z.NEVER;
    }),
  );
}

/** A text for which `problem` knows nothing to say. */
function textWithout(problem: (value: unknown) => string | null) {
  return reading((value, refuse) => {
    const predicate = problem(value);
    return predicate === null ? String(value) : refuse(predicate);
  });
}

const wanting = (wanted: string) => (issue: { input?: unknown }) => mustBe(wanted, issue.input);

const severity = z.enum(severities);
const text = z.string().min(1);
const url = textWithout(urlProblem);
const path = textWithout(pathProblem);
const duration = reading((value, refuse) => readDuration(value) ?? refuse(mustBe(durationRule, value)));

const envName = z.string().regex(/^[A-Za-z_]\w*$/, { error: wanting('the name of an environment variable, such as PARTNER_TOKEN') });
const secretText = z.union([z.string(), z.strictObject({ env: envName })], { error: wanting('a text or env("NAME")') });
const scalar = z.union([z.string(), z.number(), z.boolean(), z.strictObject({ env: envName })], {
  error: wanting('a text, a number, true, false or env("NAME")'),
});
const headerName = z.string().regex(headerNamePattern, { error: 'is not a name that HTTP allows for a header' });

const jsonBody = reading((value, refuse) => (isJson(value) ? value : refuse(mustBe('JSON: texts, numbers, booleans, null, lists and plain objects', value))));

/** The source of a regular expression; the flags i, m and s of a RegExp go into the source. */
const pattern = reading((value, refuse) => {
  if (value instanceof RegExp && /[uv]/.test(value.flags)) return refuse(`must not use the flags u and v, but is ${value}`);
  const flags = value instanceof RegExp ? value.flags.replace(/[^ims]/g, '') : '';
  const source = value instanceof RegExp ? value.source : value;
  if (typeof source !== 'string' || source === '') return refuse(mustBe('a regular expression', value));
  const whole = flags === '' ? source : `(?${flags}:${source})`;
  const problem = patternProblem(whole);
  return problem === null ? whole : refuse(`must be a regular expression, but ${problem}`);
});

/** An exact header value, or `/source/` for a regular expression. */
const expectedHeader = reading((value, refuse) => {
  const written = value instanceof RegExp ? `/${value.source}/` : value;
  if (typeof written !== 'string') return refuse(mustBe('a text, or a regular expression written as /source/', value));
  if (value instanceof RegExp && value.flags !== '') return refuse(`must be a regular expression without flags, but is ${value}`);
  const [, source] = /^\/(.+)\/$/.exec(written) ?? [];
  const problem = source === undefined ? null : patternProblem(source);
  return problem === null ? written : refuse(`must be a regular expression, but ${problem}`);
});

const status = reading((value, refuse) => {
  const list = Array.isArray(value) ? value : [value];
  const fits = list.length > 0 && list.every((item) => Number.isInteger(item) && item >= 100 && item <= 599);
  return fits ? list.map(Number) : refuse(mustBe('an HTTP status or a list of them, each from 100 to 599', value));
});

const jsonPath = z.string().superRefine((query, context) => {
  try {
    compile(query);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    context.addIssue({ code: 'custom', message: `is not a JSONPath such as $.items[0].price: ${reason}` });
  }
});

const isMatcher = (value: unknown) => value !== null && typeof value === 'object';
const jsonMatcher = z.preprocess(
  (value) => (isMatcher(value) || value === undefined ? value : { equals: value }),
  z.strictObject({
    equals: jsonBody.optional(),
    oneOf: z.array(jsonBody).min(1).optional(),
    type: z.enum(jsonTypes).optional(),
    matches: pattern.optional(),
    minItems: z.int().min(0).optional(),
  }),
);

const request = z.strictObject({
  method: z.enum(methods).default('GET'),
  path,
  query: z.record(z.string(), scalar).default({}),
  headers: z.record(headerName, secretText).default({}),
  json: jsonBody.optional(),
  form: z.record(z.string(), scalar).optional(),
  body: secretText.optional(),
});

const expectation = z.strictObject({
  status: status.optional(),
  headers: z.record(headerName, expectedHeader).default({}),
  json: z.record(jsonPath, jsonMatcher).default({}),
});

const step = z
  .strictObject({
    name: text.optional(),
    request,
    expect: expectation.prefault({}),
    mutates: z.boolean().default(false),
    cleanup: z.boolean().default(false),
    budget: duration.prefault('20s'),
  })
  .superRefine(({ request, mutates }, context) => {
    const bodies = (['json', 'form', 'body'] as const).filter((key) => request[key] !== undefined);
    if (bodies.length > 1) {
      context.addIssue({ code: 'custom', path: ['request'], message: `must have one body, but has ${listed(bodies, 'and')}` });
    }
    if (!mutates && !safeMethods.includes(request.method)) {
      const message = `must be true, because ${request.method} changes something at the partner; only GET, HEAD and OPTIONS go without`;
      context.addIssue({ code: 'custom', path: ['mutates'], message });
    }
  });

const journey = z.strictObject({
  name: text,
  severity: severity.optional(),
  steps: z.array(step).min(1).superRefine(unique('name')),
});

const partner = z.strictObject({
  name: text.refine((name) => !name.includes('/'), { error: wanting('a name without /, which separates partner and journey in reports') }),
  baseUrl: url,
  severity: severity.default('critical'),
  headers: z.record(headerName, secretText).default({}),
  journeys: z.array(journey).min(1).superRefine(unique('name')),
});

const page = z.strictObject({
  path,
  name: text.optional(),
  severity: severity.default('blocker'),
  sees: z.union([text, z.strictObject({ selector: text })], { error: wanting('a text, or an element as { selector: "…" }') }).optional(),
  document: z
    .strictObject({
      type: z.string().regex(/^[\w.+-]+\/[\w.+-]*$/, { error: wanting('a content type such as text/html') }).optional(),
      status: z.int().min(100).max(599).optional(),
      finalUrl: textWithout((value) => (pathProblem(value) === null || urlProblem(value) === null ? null : mustBe('a path such as /login or an http(s) URL', value))).optional(),
    })
    .optional(),
  viewports: z.array(z.enum(viewportNames)).min(1).default(['desktop']),
});

const host = z.string().regex(/^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)*$/i, { error: wanting('a host such as cdn.example.net, without https://, port and path') });
const globs = z.union([text, z.array(text).min(1)], { error: wanting('a glob or a list of globs, such as smoke/**/*.spec.ts') });

const gateSchema = z.strictObject({
  targets: z.record(text, z.strictObject({ url, environment: text.optional() })).default({}),
  pages: z.array(page).superRefine(unique('path')).superRefine(unique('name')).default([]),
  partners: z.array(partner).superRefine(unique('name')).default([]),
  control: url.nullable().default(null),
  firstParty: z.array(host.toLowerCase()).default([]),
  console: z
    .strictObject({
      allow: z
        .array(z.strictObject({ match: pattern, reason: text, expires: z.iso.date({ error: wanting('a day written as YYYY-MM-DD') }).optional() }))
        .default([]),
    })
    .prefault({}),
  policy: z
    .strictObject({
      block: z.array(severity).default(['blocker', 'critical']),
      flaky: z.enum(['warn', 'block']).default('warn'),
      dependency: z.enum(['inconclusive', 'warn']).default('inconclusive'),
    })
    .prefault({}),
  specs: globs.transform((value) => (typeof value === 'string' ? [value] : value)).default([]),
  output: text.nullable().default(null),
  deadline: duration.prefault('5m'),
});

/**
 * A validated configuration with the defaults filled in. Durations are milliseconds, regular expressions are sources,
 * `specs` is a list, and secrets are still references to the environment.
 */
export type Gate = z.output<typeof gateSchema>;
export type GatePartner = Gate['partners'][number];
export type GateStep = GatePartner['journeys'][number]['steps'][number];

/** Refuses a list in which two items carry the same `key`; items without it do not count. */
function unique<K extends string>(key: K) {
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

/** Validates what a configuration file exports. Problems are sentences, one each, with the full path of the value. */
export function readGate(value: unknown): { gate: Gate } | { problems: string[] } {
  const result = gateSchema.safeParse(value, { error: issuePredicate });
  return result.success ? { gate: result.data } : { problems: result.error.issues.flatMap(issueSentences) };
}
