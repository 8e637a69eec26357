import type { methods } from './values.ts';
import type { Captured, CapturedReference, CapturedValue, JsonMatcher, Severity } from '../verdict/plan.ts';

/** A secret that stands in an environment variable. In a JSON configuration it is written as `{"env": "NAME"}`. */
export interface EnvReference {
  env: string;
}

/** A secret that stands in a file, relative to the configuration or absolute. A line break at its end does not count. In JSON it is written as `{"file": "PATH"}`. */
export interface FileReference {
  file: string;
}

/** A secret, which never stands in the configuration itself. */
export type Secret = EnvReference | FileReference;

/** How a partner is told who calls. Names of headers are free; what is fixed is how the values are made. */
export type AuthConfig =
  | { bearer: Secret }
  | { basic: { user: string | Secret; password: Secret } }
  | { apiKey: { header: string; value: Secret } | { query: string; value: Secret } }
  /**
   * Client credentials, or a refresh token where one is given: an access token is asked for once in a run. Only a client with a refresh
   * token may have no secret. `authentication` is where id and secret go, default `header`; `parameters` are more fields of the token request.
   */
  | { oauth2: { tokenUrl: string; clientId: string | Secret; clientSecret?: Secret; refreshToken?: Secret; scope?: string; authentication?: 'header' | 'body'; parameters?: Record<string, string> } }
  /** Signs method, path and query, time and body; see docs/partners.md. Default `sha256`, and the headers `x-key-id`, `x-timestamp` and `x-signature`. */
  | { hmac: { keyId: string | Secret; secret: Secret; algorithm?: 'sha256' | 'sha512'; headers?: { keyId?: string; timestamp?: string; signature?: string } } }
  /** AWS Signature Version 4, in headers. `service` is the one that signs, such as `execute-api`; `sessionToken` belongs to temporary credentials. */
  | { aws: { accessKeyId: string | Secret; secretAccessKey: Secret; sessionToken?: Secret; region: string; service: string } }
  /** The ID token of the job that this run is part of, as bearer token: asked of GitHub Actions, or out of the variable that `id_tokens` of GitLab fills. */
  | { oidc: { github: { audience?: string } } | { gitlab: Secret } };

/** PEM files: a client certificate with its key, and an authority that is trusted besides the usual ones. */
export interface TlsConfig {
  cert?: string;
  key?: string;
  passphrase?: Secret;
  ca?: string;
  /** Days for which certificates of the partner must still be good: fewer than `warn` (default 14) is a warning, fewer than `fail` (default 2) a failure. */
  expiry?: { warn?: number; fail?: number };
}

/** URL of a proxy (`http:` or `https:`), with credentials where it wants some. */
export type ProxyConfig = 'environment' | 'none' | `http://${string}` | `https://${string}` | { url: string; user: string | Secret; password: Secret };

/** A duration: `500ms`, `90s`, `5m` or `2h`, at most 24 hours. */
export type Duration = `${number}${'ms' | 's' | 'm' | 'h'}`;

/** Makes a value from what earlier steps of the journey captured. Asking for a name that was not captured ends the step; `in` tells whether it was. */
export type FromCaptured<Value> = (captured: Captured) => Value;

/** A text of a request: itself, a secret, a captured value, or made from captured values. */
export type RequestText = string | Secret | CapturedReference | FromCaptured<CapturedValue>;

/** Values of a query or of a form. */
export type Scalars = Record<string, RequestText | number | boolean>;

/** A JSON value in which any value may be a secret or captured. An object whose only key is `env` or `captured` always is a reference. */
export type JsonWithSecrets = string | number | boolean | null | EnvReference | CapturedReference | FromCaptured<CapturedValue> | JsonWithSecrets[] | { [key: string]: JsonWithSecrets };

/** A file that is sent as a part of a form: at most 5 MB. */
export interface Upload {
  /** Relative to the configuration, and below its folder. */
  path: string;
  /** Default: by the end of the name, else `application/octet-stream`. */
  contentType?: string;
}

/** What a request may have, however its method and path are told. */
interface RequestParts {
  query?: Scalars;
  headers?: Record<string, RequestText>;
  /** Body sent as JSON. A request has at most one body: `json`, `form`, `multipart`, `xml`, `soap`, `graphql` or `body`. */
  json?: JsonWithSecrets;
  /** Body sent as a form. */
  form?: Scalars;
  /** Body sent as `multipart/form-data`: fields, and files below the configuration's folder. */
  multipart?: Record<string, Scalars[string] | Upload>;
  /** Body sent as XML; its type is the header `content-type`, by default `application/xml; charset=utf-8`. */
  xml?: RequestText;
  /** Body sent as it stands; its type is the header `content-type`, by default `text/plain`. */
  body?: RequestText;
  /** Redirects that are followed, 1 to 10. Default: none, a redirect is an answer like any other. */
  redirects?: number;
}

/** A request that is written out. */
export interface PathRequest extends RequestParts {
  /** Default `GET`. Methods other than GET, HEAD and OPTIONS need `mutates: true`. */
  method?: (typeof methods)[number];
  /**
   * Appended to the partner's `baseUrl`: `/v1` and `/orders` make `/v1/orders`. A list is put together, its captured values
   * encoded: `['/orders/', { captured: 'orderId' }]`. What a function returns is not encoded.
   */
  path: string | (string | CapturedReference | FromCaptured<CapturedValue>)[] | FromCaptured<string>;
  /** A SOAP envelope and its action. Version 1.1 (the default) sends the header `SOAPAction`, 1.2 a parameter of the content type. Needs `POST`. */
  soap?: { action: string; envelope: RequestText; version?: '1.1' | '1.2' };
  /** A GraphQL operation. Errors inside a good answer are a finding, unless `expect.json` has a path that starts with `$.errors`. Needs `POST`. */
  graphql?: { query: string; variables?: JsonWithSecrets; operationName?: string };
}

/** A request that is built from the partner's contract. Whatever else stands here wins over what the document gives. */
export interface OperationRequest extends RequestParts {
  /** An `operationId` of the document, or `GET /orders/{id}` for an operation that has none. */
  operation: string;
  /** Values of the operation's parameters by name; `null` leaves out one that the document would fill. */
  parameters?: Record<string, Scalars[string] | Scalars[string][] | null>;
}

/** One call to a partner, and what the answer must be. */
export interface StepConfig {
  /** Default: method and path, or the operation. */
  name?: string;
  request: PathRequest | OperationRequest;
  expect?: {
    /** Accepted statuses. Default: any 2xx. */
    status?: number | number[];
    /** Header → exact value, or a regular expression (as `/source/` in JSON). */
    headers?: Record<string, string | RegExp>;
    /** JSONPath (RFC 9535) → the value itself, or what it must be: `{ captured: 'orderId' }` is the value that an earlier step captured, `{ not: { captured: 'orderId' } }` any other. */
    json?: Record<string, string | number | boolean | null | JsonMatcherConfig>;
    /** JSON Schema of the body, 2020-12 or draft-07 by its `$schema`: a file relative to the configuration, or the schema itself. */
    schema?: string | Record<string, unknown>;
    /** XPath 3.1 → the value itself, or what it must be. Prefixes are those of `namespaces`; without prefix a name has the empty one. */
    xml?: Record<string, string | number | boolean | XmlMatcherConfig>;
    /** Texts that the body contains, and patterns that its first 100,000 characters match. */
    text?: { contains?: string | string[]; matches?: string | RegExp | (string | RegExp)[] };
    /** Bytes of the decoded body, both included. */
    size?: { min?: number; max?: number };
    /** Media type, such as `application/json`; parameters count only when given. */
    contentType?: string;
    /** A slower answer than `degraded` is a warning, a slower one than `fail` a failure. Of the last attempt, with its redirects. */
    latency?: { degraded?: Duration; fail?: Duration };
  };
  /** Prefix → namespace, for the XPaths of the step. `''` is for names without prefix. */
  namespaces?: Record<string, string>;
  /** Name → where later steps find the value in this answer. */
  capture?: Record<string, CaptureConfig>;
  /** Whether the step is due. One that is not is told as such, and nothing is missing without it. */
  when?: FromCaptured<boolean>;
  /** The call is repeated until the answer is so: `every` is the pause (default `1s`), `within` the time for all calls. Not for calls with `mutates`. */
  until?: { status?: number | number[]; json?: Record<string, string | number | boolean | null | JsonMatcherConfig>; every?: Duration; within: Duration };
  /** Asks again without encoding, in gzip and in br (four calls), and compares what the answers hold. For GET only. Default false. */
  encodings?: boolean;
  /**
   * The call asks for a delivery to the partner's listener: at this path, as `json` says, well signed, `within` its time (default `30s`) and
   * signed no longer than `tolerance` ago (default `5m`). Requests refer to its public URL as `{ captured: 'webhookUrl' }`.
   */
  webhook?: {
    path: string;
    /** Standard Webhooks, or as Stripe or GitHub sign. */
    signature: { standard: Secret } | { stripe: Secret } | { github: Secret };
    json?: Record<string, string | number | boolean | null | JsonMatcherConfig>;
    within?: Duration;
    tolerance?: Duration;
  };
  /** Must be true for a call that changes something at the partner. Default false. */
  mutates?: boolean;
  /** True for a call that runs last, also when the journey failed. Default false. */
  cleanup?: boolean;
  /** Time that the step may take, retries included. Default `20s`. */
  budget?: Duration;
}

/** Where a value stands in an answer; the first that is found counts. `secret` keeps it out of everything that is written. Default false. */
export type CaptureConfig = ({ json: string } | { header: string } | { xml: string }) & { secret?: boolean };

/** What a JSON value must be; all given fields must hold. */
export type JsonMatcherConfig = Omit<JsonMatcher, 'matches'> & { matches?: string | RegExp };

/** What a value of an XML document must be; all given fields must hold. Nodes count as their text. */
export interface XmlMatcherConfig {
  equals?: string | number | boolean;
  oneOf?: string[];
  matches?: string | RegExp;
}

/** A partner API: what its critical paths are, called as the partner calls them. */
export interface PartnerConfig {
  name: string;
  /** Start of every URL of the partner, with the common part of the paths. */
  baseUrl: string;
  /** Default `critical`. */
  severity?: Severity;
  /** Sent with every step. */
  headers?: Record<string, string | Secret>;
  auth?: AuthConfig;
  tls?: TlsConfig;
  /** The way to the partner and to what gives its tokens: a proxy by CONNECT, or what HTTPS_PROXY, HTTP_PROXY and NO_PROXY of the environment say. Default `none`. */
  proxy?: ProxyConfig;
  /** The version of HTTP that the partner is called with. `2` is a promise: an answer over 1.1 is a failure. Default `1.1`. */
  http?: '1.1' | '2';
  /** An OpenAPI document of version 3.0 or 3.1, JSON or YAML: a file relative to the configuration, or a URL that starts with https://. */
  contract?: { openapi: string };
  /**
   * What the partner's host may be asked for, by all that call it: calls at once (at most `--concurrency`, by default 16), and calls a
   * second, which are spaced evenly. Default: no rate.
   */
  limits?: { concurrency?: number; perSecond?: number };
  /** Where deliveries of the partner are listened for: a port of this machine (`host` default `127.0.0.1`), and the URL under which the partner reaches it. */
  listen?: { port: number; publicUrl: string; host?: string };
  /** Each is an ordered list of calls. `severity` defaults to the partner's. */
  journeys: { name: string; severity?: Severity; steps: StepConfig[] }[];
}
