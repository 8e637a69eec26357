import type { CredentialLife } from './api-observation.ts';
import type { Severity } from './plan.ts';

/** What one JSON value must be. All given fields must hold for every value that the path finds. */
export interface JsonMatcher {
  equals?: JsonValue;
  oneOf?: JsonValue[];
  type?: JsonType;
  /** Source of a regular expression for a string. */
  matches?: string;
  /** Least number of items of an array. */
  minItems?: number;
  /** Name of a captured value that it must be equal to. */
  captured?: string;
  /** A captured value that it must not be equal to. */
  not?: CapturedReference;
}

export const jsonTypes = ['string', 'number', 'boolean', 'object', 'array', 'null'] as const;
export type JsonType = (typeof jsonTypes)[number];
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** What the answer to a step must be. */
export interface StepExpectation {
  /** Accepted statuses. Empty: any 2xx. */
  status: number[];
  /** Header name → exact value, or a regular expression written as `/source/`. */
  headers: Record<string, string>;
  /** JSONPath (RFC 9535) → matcher. Empty: the body is only checked for its type. */
  json: Record<string, JsonMatcher>;
  /** Where the schema of the JSON stands: its file, or `inline`. */
  schema?: string;
  /** XPath → matcher. */
  xml?: Record<string, JsonMatcher>;
  /** Texts that the body contains, and sources of regular expressions that its first 100,000 characters match. */
  text?: { contains: string[]; matches: string[] };
  /** Bytes of the decoded body, both bounds included. */
  size?: { min?: number; max?: number };
  /** Media type; parameters count only when given. */
  contentType?: string;
  /** Milliseconds up to which an answer is good, and above which it is a failure. */
  latency?: { degraded?: number; fail?: number };
  /** The operation and the document that declare what the answer may be: `getOrder of acme.json`. */
  contract?: string;
}

/** What a contract declares for a status (`200`), a class of them (`2XX`) or all others (`default`). No contents: it says nothing of the body. */
export interface DeclaredResponse {
  status: string;
  contents: DeclaredContent[];
}

/** A media type or a range of them (`text/*`), and what JSON of that type must be. */
export interface DeclaredContent {
  type: string;
  schema?: JsonSchema;
}

/** A JSON Schema, 2020-12 or draft-07 by its `$schema`. */
export type JsonSchema = { [key: string]: JsonValue };

/** A value captured from the answer to an earlier step. */
export type CapturedValue = string | number | boolean;

/** What the steps of a journey captured so far, by name. */
export type Captured = Readonly<Record<string, CapturedValue>>;

/** Stands for a captured value. */
export interface CapturedReference {
  captured: string;
}

/** Where a value is taken from an answer: a JSONPath, a header, or an XPath. The first that is found counts. */
export interface Capture {
  from: 'json' | 'header' | 'xml';
  path: string;
  /** Kept out of everything that is written. */
  secret: boolean;
}

/** When an answer is what was waited for; all given conditions must hold. */
export interface Waiting {
  /** Empty: any. */
  status: number[];
  json: Record<string, JsonMatcher>;
  /** Milliseconds between two calls, and for all of them. */
  everyMs: number;
  withinMs: number;
}

/** A body as it is sent. */
export type StepBody = { contentType: string } & ({ text: string } | { bytes: Uint8Array });

/** The part of a call that configuration and captured values make. Lower-case header names. */
export interface SentRequest {
  url: string;
  headers: Record<string, string>;
  body?: StepBody;
}

/** One call of a journey, ready to send. Header values may be secrets: a step never leaves the process that observes. */
export interface StepPlan {
  name: string;
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: StepBody;
  /** True for a call whose answer is GraphQL: errors inside a good answer are looked for. */
  graphql?: true;
  /** True when the call changes something at the other side; such a call carries an idempotency key. */
  mutates: boolean;
  /** True for a call that runs last, and also when the journey failed. */
  cleanup: boolean;
  expect: StepExpectation;
  /** Makes the request anew from what was captured; absent where nothing hangs on it. Throws when a value is missing or cannot be sent. */
  compose?: (captured: Captured) => SentRequest;
  /** Name → where the value stands in the answer. */
  capture?: Record<string, Capture>;
  /** Whether the step is due. Default: always. */
  when?: (captured: Captured) => boolean;
  /** The call is repeated until its answer is so. */
  until?: Waiting;
  /** What the other side has to send to a listener because of the call. */
  webhook?: WebhookPlan;
  schema?: JsonSchema;
  /** The responses that the contract of the partner declares, and the headers that were made from it. */
  contract?: { responses: DeclaredResponse[]; headers: string[] };
  /** Prefix → namespace of the names in XPaths. */
  namespaces?: Record<string, string>;
  /** Redirects that are followed. Default 0: a redirect is an answer like any other. */
  redirects?: number;
  /** The answer is compared without encoding, in gzip and in br. */
  encodings?: true;
  /** Milliseconds that the step may take, retries included. */
  budgetMs: number;
}

/** How a sender signs what it delivers. */
export interface WebhookSigner {
  scheme: 'standard' | 'stripe' | 'github';
  secret: string;
  /** Milliseconds that the time of a signature may be off. */
  toleranceMs: number;
}

/** The name by which requests of a journey refer to the public URL of its listener. */
export const webhookUrl = 'webhookUrl';

/** A delivery that is waited for. */
export interface WebhookPlan extends WebhookSigner {
  /** Where it is listened for. */
  host: string;
  port: number;
  path: string;
  /** Where the other side sends it. */
  url: string;
  /** What the body must be, to be the delivery that was asked for. Empty: anything. */
  json: Record<string, JsonMatcher>;
  withinMs: number;
}

/** A client of OAuth 2, which gets access tokens for its credentials, or for a refresh token. */
export interface OAuthClient {
  tokenUrl: string;
  clientId: string;
  /** Absent only for a public client, which has a refresh token. */
  clientSecret?: string;
  refreshToken?: string;
  scope?: string;
  /** Where the credentials go. */
  authentication: 'header' | 'body';
  /** More fields of the token request, such as `audience` or `resource`. */
  parameters: Record<string, string>;
}

/** A job of GitHub Actions, which may ask for an ID token that says which one it is. */
export interface GithubJob {
  requestUrl: string;
  requestToken: string;
  audience?: string;
}

/** A key that requests are signed with, and the headers that carry key, time and signature. */
export interface HmacKey {
  keyId: string;
  secret: string;
  algorithm: 'sha256' | 'sha512';
  headers: { keyId: string; timestamp: string; signature: string };
}

/** Credentials of AWS, and where they are for. */
export interface AwsKey {
  accessKeyId: string;
  secretAccessKey: string;
  /** Of temporary credentials. */
  sessionToken?: string;
  region: string;
  /** As it signs: `execute-api`, `s3`, `es`. */
  service: string;
}

/** A client certificate with its key, and the authorities that are trusted, all as PEM. */
export interface TlsIdentity {
  cert?: string;
  key?: string;
  passphrase?: string;
  ca?: string[];
}

/** A proxy that opens connections to others (CONNECT). */
export interface Proxy {
  /** Without credentials. */
  url: string;
  /** What it is told of who asks: a secret. */
  authorization?: string;
}

/** Which proxy is used for which scheme, and for which hosts none is. */
export interface ProxyRules {
  http?: Proxy;
  https?: Proxy;
  /** Hosts with their subdomains, addresses, ranges of addresses, or `*`. */
  except: string[];
}

/** How the calls of a journey prove who calls, beyond fixed headers. Secrets all. */
export interface Access {
  oauth2?: OAuthClient;
  github?: GithubJob;
  hmac?: HmacKey;
  aws?: AwsKey;
  /** Of the credentials that tell it. */
  lives?: CredentialLife[];
  tls?: TlsIdentity;
  proxy?: ProxyRules;
  /** The partner promises HTTP/2, so it is offered. */
  http?: '2';
}

/** What a host may be asked for: calls at once, and calls a second. */
export interface HostLimits {
  concurrency?: number;
  perSecond?: number;
}

/** Ordered calls to one partner API. */
export interface JourneyPlan {
  id: string;
  partner: string;
  name: string;
  severity: Severity;
  steps: StepPlan[];
  access?: Access;
  /** Days that certificates must still be good for; else 14 to warn and 2 to fail. */
  expiry?: { warnDays: number; failDays: number };
  /** Of the host of its calls, shared with all that call it. */
  limits?: HostLimits;
}

/** What judging a journey needs to know of it: no headers and no bodies, so no secrets. */
export interface JourneyChecks extends Pick<JourneyPlan, 'id' | 'partner' | 'name' | 'severity' | 'expiry'>, Pick<Access, 'http'> {
  steps: Pick<StepPlan, 'name' | 'method' | 'url' | 'expect' | 'budgetMs'>[];
}
