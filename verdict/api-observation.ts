import type { EvidenceFile } from './observation.ts';
import type { JsonValue } from './plan.ts';
import type { JsonShape } from './shape/json-shape.ts';

/** A journey over a partner API, step by step. */
export interface ApiObservation {
  kind: 'api';
  subject: string;
  startedAt: string;
  durationMs: number;
  /** Trace id that all of its calls carry in `traceparent`: 32 hexadecimal digits. Absent in older observations. */
  trace?: string;
  steps: StepObservation[];
  /** Files that show its calls; absent where nothing went wrong. */
  evidence?: EvidenceFile[];
  /** What asking for an access token showed; absent where none was needed. */
  token?: TokenObservation;
  /** How long the credentials of the configuration are good for that tell it; absent where none does. */
  credentials?: CredentialLife[];
  /** What killed runs left of this journey, and what came of cleaning it up; absent where nothing was left. */
  leftBehind?: LeftBehind[];
  /** A safe call made again over the same connection; null where that was not this journey's part, or the other side keeps no connection. */
  reuse: ReuseObservation | null;
}

/** What a run that ended before its clean-up may have left at the partner. */
export interface LeftBehind {
  run: string;
  startedAt: string;
  /** The calls that it had sent, or was about to send: `POST /orders`. The first five. */
  sent: string[];
  /** Cleaned up now; not now, but the next run tries again; or never, because what is needed for it is not known. */
  outcome: 'cleaned' | 'kept' | 'lost';
  /** Why it was not cleaned up; empty when it was. */
  detail: string;
}

/** An access token, without the token. */
export interface TokenObservation {
  /** What it was given for: credentials of a client, a refresh token, or being a job of GitHub Actions. */
  source: 'client' | 'refresh-token' | 'github';
  url: string;
  status: number | null;
  obtainedAt: string | null;
  /** Seconds that it is good for, from then on; null when the server does not say. */
  expiresInS: number | null;
  /** Why there is none; null when there is. */
  error: string | null;
  /** There is none because the run ended first. */
  interrupted?: true;
  /** There is none because of a proxy on the way. */
  proxy?: true;
  /** Asked for with a refresh token: whether the server gave another one in its place. */
  refreshToken?: 'kept' | 'replaced';
}

/** When a credential ends, in ISO time, without the credential. */
export interface CredentialLife {
  /** `bearer token`, `ID token`, `refresh token`, `client certificate`. */
  name: string;
  /** Null when it does not say. */
  issuedAt: string | null;
  endsAt: string;
}

export interface StepObservation {
  name: string;
  method: string;
  url: string;
  /** It runs last, and also when a step before it failed. */
  cleanup: boolean;
  /** In order of time; all but the last failed and were retried. Empty when the step was not reached. */
  attempts: Attempt[];
  /** What was sent last; absent when nothing was. */
  sent?: SentRecord;
  /** Files that show its attempts; absent where nothing of the journey went wrong. */
  evidence?: EvidenceFile[];
  /** What the JSONPaths of the expectation found in the last answer. */
  values: FoundValues[];
  /** Why it was not called. */
  skipped?: { reason: 'not-due' | 'after-failure' | 'unusable'; detail: string };
  /** The values that later steps need; null where the value was found, else why not. Absent when the answer was not good enough to look. */
  captured?: { name: string; path: string; problem: string | null }[];
  /** How often a call was repeated until its answer was as waited for, and what was still missing at the end. */
  waited?: { calls: number; withinMs: number; missing: string | null };
  /** What a GraphQL answer says of errors; absent when the call was none, or its answer no JSON. */
  graphql?: GraphqlErrors;
  /** How the JSON is not as its schema says; absent when no schema was given, or the answer is no JSON. */
  schema?: SchemaErrors;
  /** What the JSON of the answer looks like; absent when the answer is no JSON, or its status is not accepted. */
  shape?: JsonShape;
  /** Which of the responses that its contract declares the answer is; absent when the step has no contract. */
  contract?: ContractSighting;
  /** What the XPaths of the expectation found, or why the body is no XML. */
  xml?: { error: string | null; values: FoundValues[] };
  /** Whether the texts of the expectation stand in the body. */
  text?: TextSighting[];
  /** The delivery that the call asked for; absent where it asked for none, or failed. */
  webhook?: WebhookSighting;
  /** Redirects on the way to the last answer, in order. */
  redirects?: RedirectHop[];
  /** What the answer is without and with each encoding; absent when nobody asked. */
  encodings?: EncodingsObservation;
}

export interface EncodingsObservation {
  /** The answer without encoding, asked for before and after the others, was the same. */
  isSteady: boolean;
  /** Without encoding first, then with each. */
  seen: EncodingSighting[];
}

export interface EncodingSighting {
  asked: 'identity' | 'gzip' | 'br';
  status: number | null;
  /** The `content-encoding` of the answer, empty for none. */
  came: string;
  /** Of the decoded body, at most the limit. */
  bytes: number;
  isJson: boolean;
  /** The decoded body is that of the answer without encoding. */
  isSame: boolean;
  error: AttemptError | null;
}

/** A text that was sent, without its secrets. Where the value of an environment variable stood, its name stands apart, so that no text can pass for one. */
export type WrittenText = string | (string | { env: string })[];

/** A request as it was sent: bounded and without secrets. */
export interface SentRecord {
  url: WrittenText;
  headers: Record<string, WrittenText>;
  /** Null when there was none. */
  body: { bytes: number; sample: WrittenText; /** The sample is all of it. */ whole: boolean } | null;
}

/** Milliseconds of an attempt by phase; a phase that did not come is absent. A connection that was kept has neither of the first three. */
export interface Phases {
  dnsMs?: number;
  connectMs?: number;
  tlsMs?: number;
  /** Until status and headers came. */
  waitMs?: number;
  bodyMs?: number;
}

export interface SchemaErrors {
  total: number;
  /** The first ten: JSON Pointer of the value, and what is wrong with it. */
  errors: { path: string; message: string }[];
}

/** An answer's place among the responses that a contract declares; lists of at most 20. */
export interface ContractSighting {
  /** The declared response: `200`, `2XX`, `default`; null when the status is not declared. */
  response: string | null;
  statuses: string[];
  /** The declared type that the answer has, or null, and all of them; none: the contract says nothing of the body. */
  type: string | null;
  types: string[];
  /** How the JSON is not as declared; absent when it was not asked. */
  schema?: SchemaErrors;
}

export interface TextSighting {
  kind: 'contains' | 'matches';
  wanted: string;
  found: boolean;
}

export interface RedirectHop {
  status: number;
  from: string;
  to: string | null;
  durationMs: number;
  /** Why it was not followed: no usable location, https left, another host, a method that would change, or too many before it. */
  problem: 'no-location' | 'downgrade' | 'host' | 'method' | 'too-many' | null;
}

/** What came to a listener that a delivery was asked for. */
export interface WebhookSighting {
  url: string;
  scheme: 'standard' | 'stripe' | 'github';
  withinMs: number;
  toleranceMs: number;
  /** Those that are what was asked for: the first ten, well signed ones first, else in order of time. */
  deliveries: WebhookDelivery[];
  /** How many others came to the same path. */
  others: number;
  /** The run ended before one came. */
  interrupted?: true;
}

export interface WebhookDelivery {
  /** After the call was made. */
  afterMs: number;
  /** As the sender marks it, else a hash of the body. */
  id: string;
  signature: 'good' | 'missing' | 'wrong' | 'stale';
  bytes: number;
  /** Start of the body. */
  sample: string;
}

export interface GraphqlErrors {
  total: number;
  /** Of the first five, cut. */
  messages: string[];
}

/** What one JSONPath found: at most 20 values, those that are not as expected first. */
export interface FoundValues {
  path: string;
  found: JsonValue[];
  /** The values that are kept only in part, redacted, or compared with captured ones: their place in `found`, and whether they were as expected as they came. */
  altered?: { index: number; fits: boolean }[];
}

export interface Attempt {
  startedAt: string;
  durationMs: number;
  answer: Answer | null;
  error: AttemptError | null;
  phases?: Phases;
  /** Of the connection that was made for it; absent without TLS. */
  tls?: TlsFacts;
  /** It was not tried again, because the run had made all of its retries: so many. */
  unretried?: number;
}

/** What TLS said of itself when a connection was made. */
export interface TlsFacts {
  host: string;
  /** Such as `TLSv1.3`. */
  protocol: string;
  /** The version of HTTP that was agreed on. */
  http: '1.1' | '2';
  /** ISO time at which the certificate ends; null when it cannot be read. */
  validTo: string | null;
  /** Organisation, else name, of who signed it. */
  issuer: string;
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  contentType: string | null;
  /** Bytes received, at most the limit. */
  bytes: number;
  truncated: boolean;
  /** Why the body is no JSON, null when it is, and undefined when nobody asked. */
  jsonError?: string | null;
  /** Start of the body. */
  sample: string;
}

export interface AttemptError {
  /** What broke: the proxy on the way, the name does not resolve, no connection, TLS, no answer in time, connection lost, answer unreadable, not called for want of quota. */
  kind: 'proxy' | 'dns' | 'connect' | 'tls' | 'timeout' | 'reset' | 'protocol' | 'quota' | 'aborted';
  code: string;
  message: string;
}

/** The same call twice over one connection: fresh, then reused. */
export interface ReuseObservation {
  method: string;
  url: string;
  /** One entry for each try with an answer on the fresh connection; a second is made only when the first lost its reused call. */
  tries: { fresh: AttemptOutcome; reused: AttemptOutcome }[];
}

export interface AttemptOutcome {
  durationMs: number;
  status: number | null;
  error: AttemptError | null;
}
