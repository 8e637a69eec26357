import { z } from 'zod';
import { auth, proxy, tls } from './access-schema.ts';
import { duration, envName, headerName, jsonPath, path, pattern, reading, secretText, severity, text, unique, url, wanting } from './fields.ts';
import { listed, mustBe } from './sentence.ts';
import { type PendingJson, documentPlaceProblem, isJson, isPendingJson, methods, mutatesRule, pathProblem, patternProblem, safeMethods } from './values.ts';
import { type Capture, type Captured, type CapturedValue, type JsonSchema, type JsonValue, type Waiting, jsonTypes } from '../verdict/plan.ts';

const secret = z.union([z.strictObject({ env: envName }), z.strictObject({ file: text })], { error: wanting('env("NAME") or file("PATH"), so that the secret stands in no configuration') });
const isFunction = (value: unknown) => typeof value === 'function';
const pending = z.union([z.strictObject({ captured: z.string() }), z.custom<(captured: Captured) => CapturedValue>(isFunction)]);
const requestText = z.union([z.string(), z.strictObject({ env: envName }), z.strictObject({ file: text }), pending], { error: wanting('a text, env("NAME"), file("PATH"), a captured value or a function of them') });
const requestScalar = z.union([z.string(), z.number(), z.boolean(), z.strictObject({ env: envName }), z.strictObject({ file: text }), pending], {
  error: wanting('a text, a number, true, false, env("NAME"), file("PATH"), a captured value or a function of them'),
});
const pathRule = 'a path such as /cart, a list of its parts, or a function of captured values';
const requestPath = z.union([path, z.array(z.union([text, pending])).min(1), pending], { error: ({ input }) => (typeof input === 'string' ? (pathProblem(input) ?? undefined) : mustBe(pathRule, input)) });

const jsonBody = reading((value, refuse): JsonValue => (isJson(value) ? value : refuse(mustBe('JSON: texts, numbers, booleans, null, lists and plain objects', value))));

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

const pendingJson = reading((value, refuse): PendingJson => (isPendingJson(value) ? value : refuse(mustBe('JSON: texts, numbers, booleans, null, lists and plain objects', value))));

const captureName = z.string().regex(/^[A-Za-z]\w*$/, { error: wanting('a name of letters, digits and _ such as orderId') });

const isMatcher = (value: unknown) => value !== null && typeof value === 'object';
const jsonMatcher = z.preprocess(
  (value) => (isMatcher(value) || value === undefined ? value : { equals: value }),
  z.strictObject({
    equals: jsonBody.optional(),
    oneOf: z.array(jsonBody).min(1).optional(),
    type: z.enum(jsonTypes).optional(),
    matches: pattern.optional(),
    minItems: z.int().min(0).optional(),
    captured: captureName.optional(),
    not: z.strictObject({ captured: captureName }).optional(),
  }),
);

const xmlMatcher = z.preprocess(
  (value) => (isMatcher(value) || value === undefined ? value : { equals: value }),
  z.strictObject({ equals: z.union([z.string(), z.number(), z.boolean()]).optional(), oneOf: z.array(z.string()).min(1).optional(), matches: pattern.optional() }),
);

const jsonSchema = z.record(z.string(), z.unknown()).refine(isJson, { error: wanting('JSON') }).transform((value) => value as JsonSchema);

/** One value or a list of them; none when it is not given. */
function listOf<Item extends z.ZodType>(item: Item) {
  return z.preprocess((value) => (value === undefined || Array.isArray(value) ? (value ?? []) : [value]), z.array(item));
}

const mediaType = z.string().regex(/^[\w.+-]+\/[\w.+-]+(\s*;[\x20-\x7e]*)?$/, { error: wanting('a content type such as application/pdf') });
const upload = z.strictObject({ path: text, contentType: mediaType.optional() });

const bodyKinds = ['json', 'form', 'multipart', 'xml', 'soap', 'graphql', 'body'] as const;

const operationBodyKinds: readonly string[] = ['json', 'form', 'multipart', 'xml', 'body'] satisfies (typeof bodyKinds)[number][];

const requestParts = z.strictObject({
  method: z.enum(methods).optional(),
  path: requestPath.optional(),
  operation: text.optional(),
  parameters: z.record(text, z.union([requestScalar, z.array(requestScalar), z.null()], { error: wanting('a text, a number, true, false, env("NAME"), file("PATH"), a captured value, a function of them, a list of these, or null') })).optional(),
  query: z.record(z.string(), requestScalar).default({}),
  headers: z.record(headerName, requestText).default({}),
  json: pendingJson.optional(),
  form: z.record(z.string(), requestScalar).optional(),
  multipart: z.record(text, z.union([requestScalar, upload], { error: wanting('a text, a number, true, false, env("NAME"), file("PATH"), a captured value or a file to send as { path: "…" }') })).optional(),
  xml: requestText.optional(),
  soap: z.strictObject({ action: z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]*$/, { error: wanting('a URI without quotation marks and blanks') }), envelope: requestText, version: z.enum(['1.1', '1.2']).default('1.1') }).optional(),
  graphql: z.strictObject({ query: text, variables: pendingJson.optional(), operationName: text.optional() }).optional(),
  body: requestText.optional(),
  redirects: z.int().min(1).max(10).optional(),
});

/** A request is written out by method and path, or built from an operation of the contract. */
const request = requestParts.transform(({ method, path, operation, parameters, ...parts }, context) => {
  const refuse = (key: string, message: string): never => {
    context.addIssue({ code: 'custom', path: [key], message });
    return z.NEVER;
  };
  if (operation === undefined) {
    if (parameters !== undefined) return refuse('parameters', 'must stand beside operation: without one, write path and query');
    if (path === undefined) return refuse('path', mustBe(pathRule, path));
    const written: typeof parts & { method: (typeof methods)[number]; path: typeof path; operation?: undefined } = { ...parts, method: method ?? 'GET', path };
    return written;
  }
  const [first] = [method === undefined ? [] : 'method', path === undefined ? [] : 'path', bodyKinds.filter((kind) => parts[kind] !== undefined && !operationBodyKinds.includes(kind))].flat();
  return first === undefined ? { ...parts, operation, parameters: parameters ?? {} } : refuse(first, 'must not stand beside operation');
});

const expectation = z.strictObject({
  status: status.optional(),
  headers: z.record(headerName, expectedHeader).default({}),
  json: z.record(jsonPath, jsonMatcher).default({}),
  schema: z.union([text, jsonSchema], { error: wanting('the path of a JSON Schema, or the schema itself') }).optional(),
  xml: z.record(text, xmlMatcher).optional(),
  text: z.strictObject({ contains: listOf(text), matches: listOf(pattern) }).optional(),
  size: z.strictObject({ min: z.int().min(0).optional(), max: z.int().min(0).optional() }).superRefine(({ min = 0, max = Infinity }, context) => {
    if (min > max) context.addIssue({ code: 'custom', path: ['min'], message: mustBe(`at most max (${max})`, min) });
  }).optional(),
  contentType: mediaType.optional(),
  latency: z.strictObject({ degraded: duration.optional(), fail: duration.optional() }).superRefine(({ degraded = 0, fail = Infinity }, context) => {
    if (degraded > fail) context.addIssue({ code: 'custom', path: ['degraded'], message: 'must not be longer than fail' });
  }).optional(),
});

const capture = z
  .strictObject({ json: jsonPath.optional(), header: headerName.optional(), xml: text.optional(), secret: z.boolean().default(false) })
  .transform(({ json, header, xml, secret }, context): Capture => {
    const given = [{ from: 'json' as const, path: json }, { from: 'header' as const, path: header?.toLowerCase() }, { from: 'xml' as const, path: xml }].filter(({ path }) => path !== undefined);
    const [one] = given;
    if (given.length === 1 && one?.path !== undefined) return { from: one.from, path: one.path, secret };
    context.addIssue({ code: 'custom', message: 'must have one of json, header and xml' });
    return z.NEVER;
  });

const until = z
  .strictObject({ status: status.optional(), json: z.record(jsonPath, jsonMatcher).default({}), every: duration.prefault('1s'), within: duration })
  .superRefine(({ status, json }, context) => {
    if (status === undefined && Object.keys(json).length === 0) context.addIssue({ code: 'custom', message: 'must have status or json: what is waited for' });
  })
  .transform(({ status = [], json, every, within }): Waiting => ({ status, json, everyMs: every, withinMs: within }));

const signature = z
  .strictObject({ standard: secret.optional(), stripe: secret.optional(), github: secret.optional() })
  .transform((given, context) => {
    const known = (['standard', 'stripe', 'github'] as const).flatMap((scheme) => (given[scheme] === undefined ? [] : [{ scheme, secret: given[scheme] }]));
    const [one] = known;
    if (known.length === 1 && one !== undefined) return one;
    context.addIssue({ code: 'custom', message: 'must have one of standard, stripe and github' });
    return z.NEVER;
  });

const webhook = z.strictObject({ path, signature, json: z.record(jsonPath, jsonMatcher).default({}), within: duration.prefault('30s'), tolerance: duration.prefault('5m') });

const listen = z.strictObject({ port: z.int().min(1).max(65_535), publicUrl: url, host: text.default('127.0.0.1') });

const step = z
  .strictObject({
    name: text.optional(),
    request,
    expect: expectation.prefault({}),
    namespaces: z.record(z.string(), text).optional(),
    capture: z.record(captureName, capture).optional(),
    when: z.custom<(captured: Captured) => boolean>(isFunction, { error: wanting('a function of captured values') }).optional(),
    until: until.optional(),
    encodings: z.boolean().default(false),
    webhook: webhook.optional(),
    mutates: z.boolean().default(false),
    cleanup: z.boolean().default(false),
    budget: duration.prefault('20s'),
  })
  .superRefine(({ request, mutates, until }, context) => {
    if (mutates && until !== undefined) context.addIssue({ code: 'custom', path: ['until'], message: 'must not stand beside mutates: only a call that changes nothing may be repeated' });
    const bodies = bodyKinds.filter((key) => request[key] !== undefined);
    if (bodies.length > 1) {
      context.addIssue({ code: 'custom', path: ['request'], message: `must have one body, but has ${listed(bodies, 'and')}` });
    }
    for (const kind of ['soap', 'graphql'] as const) {
      if (request[kind] === undefined || request.operation !== undefined || request.method === 'POST') continue;
      context.addIssue({ code: 'custom', path: ['request', 'method'], message: mustBe(`POST for a ${kind} body`, request.method) });
    }
    if (!mutates && request.operation === undefined && !safeMethods.includes(request.method)) context.addIssue({ code: 'custom', path: ['mutates'], message: mutatesRule(request.method) });
  });

const journey = z.strictObject({
  name: text,
  severity: severity.optional(),
  steps: z.array(step).min(1).superRefine(unique('name')),
});

const limits = z
  .strictObject({
    concurrency: z.int().min(1).max(99).optional(),
    perSecond: z.number().min(0.1).max(1000).optional(),
  })
  .refine(({ concurrency, perSecond }) => concurrency !== undefined || perSecond !== undefined, { error: 'must have concurrency or perSecond' });

const documentPlace = text.superRefine((place, context) => {
  const problem = documentPlaceProblem(place);
  if (problem !== null) context.addIssue({ code: 'custom', message: problem });
});

/** A partner as the configuration gives it. */
export const partner = z.strictObject({
  name: text.refine((name) => !name.includes('/'), { error: wanting('a name without /, which separates partner and journey in reports') }),
  baseUrl: url,
  severity: severity.default('critical'),
  headers: z.record(headerName, secretText).default({}),
  auth: auth({ secret, secretText, headerName }).optional(),
  tls: tls(secret).optional(),
  proxy: proxy({ secret, secretText }).default('none'),
  http: z.enum(['1.1', '2']).default('1.1'),
  contract: z.strictObject({ openapi: documentPlace }).optional(),
  limits: limits.optional(),
  listen: listen.optional(),
  journeys: z.array(journey).min(1).superRefine(unique('name')),
}).superRefine(({ baseUrl, http, contract, listen, journeys }, context) => {
  if (http === '2' && !/^https:/i.test(baseUrl)) context.addIssue({ code: 'custom', path: ['http'], message: 'needs a baseUrl that starts with https://, because HTTP/2 is agreed on within TLS' });
  for (const [journeyIndex, { steps }] of journeys.entries()) {
    for (const [index, { request, webhook }] of steps.entries()) {
      const refuse = (path: string[], message: string) => context.addIssue({ code: 'custom', path: ['journeys', journeyIndex, 'steps', index, ...path], message });
      if (contract === undefined && request.operation !== undefined) refuse(['request', 'operation'], 'needs the contract of the partner: give it as contract: { openapi: "FILE" }');
      if (listen === undefined && webhook !== undefined) refuse(['webhook'], 'needs a listener of the partner: give it as listen: { port: 8099, publicUrl: "https://…" }');
    }
  }
});
