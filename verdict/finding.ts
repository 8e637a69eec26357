import type { JsonMatcher, JsonValue, Severity } from './plan.ts';
import type { FamilyId } from './console/families.ts';
import type { AttemptError, LeftBehind, RedirectHop, SchemaErrors, TokenObservation } from './api-observation.ts';
import type { RequestFact } from './observation.ts';

/** Whose a finding is. */
export const attributions = ['release', 'environment', 'dependency', 'runner'] as const;
export type Attribution = (typeof attributions)[number];

/** A request, as far as a finding needs it. */
export type RequestCause = Pick<RequestFact, 'url' | 'type' | 'status' | 'error' | 'contentType'>;

/** What the console says only because a request failed. */
export interface Consequences {
  lines: number;
  exceptions: number;
  texts: string[];
}

/** A console message, and by what it is recognised in another load, build or environment. */
interface Message {
  url: string;
  text: string;
  at: string;
  count: number;
  fingerprint?: string;
  /** A fingerprint that leaves the place out. */
  loose?: string;
  family?: FamilyId;
  /** The failed request that it came after. */
  after?: RequestCause;
}

/** A step's place in its journey. */
interface Call {
  method: string;
  url: string;
  step: string;
}

/** A step's answer, and the good release that it is compared with. */
interface LearnedCall extends Call {
  /** What that release called itself, or null. */
  release: string | null;
  /** When the baseline was taken. */
  at: string;
}

/** Places in an answer that are not as they were learned: the first five, and how many there are. */
interface ShapeChanges extends LearnedCall {
  total: number;
  changes: { path: string; was: string; is: string }[];
}

/** What each finding code carries. The words for it are in `messages.ts`. */
export interface FindingData {
  NAVIGATION_FAILED: { url: string; error: string };
  DOCUMENT_STATUS: { url: string; status: number; expected: string };
  DOCUMENT_TYPE: { url: string; contentType: string | null; expected: string };
  FINAL_URL: { url: string; finalUrl: string; expected: string };
  RENDERER_CRASHED: { url: string };
  PAGE_FROZEN: { url: string; times: number };
  NO_FRAME: { url: string; times: number; pending: RequestCause | null };
  RELOAD_LOOP: { url: string; navigations: number };
  WHITE_SCREEN: { url: string; edges: number[]; width: number; height: number; characters: number; hiddenBy: string | null; cause: string | null };
  NO_CONTENT: { url: string; edges: number; cause: string | null; main?: string };
  NOT_SEEN: { url: string; wanted: string };
  ERROR_PAGE: { url: string; phrase: string; by: string };
  TEMPLATE_NOT_RENDERED: { url: string; placeholders: string[] };
  PAGE_LOCKED: { url: string; coveredBy: string; controls: number };
  TEXT_GARBLED: { url: string; samples: string[] };
  STYLES_EMPTY: { url: string; stylesheets: number };
  RESOURCE_FAILED: { url: string; cause: RequestCause; follows?: Consequences };
  RESOURCE_BLOCKED: { url: string; resource: string; by: string; detail: string; follows?: Consequences };
  RESOURCE_WRONG_TYPE: { url: string; cause: RequestCause; sample: string | null; follows?: Consequences };
  PAGE_API_FAILED: { url: string; cause: RequestCause; alike: number; follows?: Consequences };
  PAGE_API_PENDING: { url: string; cause: RequestCause; seconds: number };
  PAGE_API_HTML: { url: string; cause: RequestCause; follows?: Consequences };
  THIRD_PARTY_FAILED: { url: string; hosts: string[]; count: number };
  UNCAUGHT_EXCEPTION: Message;
  THIRD_PARTY_EXCEPTION: Message;
  THIRD_PARTY_CONSOLE: { url: string; hosts: string[]; lines: number; sample: string };
  CONSOLE_STORM: { url: string; lines: number; distinct: number; sample: string };
  CONSOLE_ERROR: Message;
  ALLOWANCE_EXPIRED: { match: string; reason: string; expires: string };
  ASSET_MISSING: { url: string; cause: RequestCause; lazy: boolean };
  MIXED_BUILDS: { url: string; samples: number; builds: number; versions: string[]; example: string };
  STALE_FORM: { url: string; form: string; asset: string };
  MISSING_MASKED: { url: string; contentType: string };
  WRONG_RELEASE: { expected: string; served: string[]; where: string[]; waitedMs: number };
  RELEASE_UNPROVEN: { expected: string; why: string; waitedMs: number };
  MIXED_RELEASES: { expected: string | null; shares: { release: string; count: number }[]; of: number; where: string[]; waitedMs: number };
  CACHED_HTML: { url: string; place: string; headers: string[]; release: string | null; asset: string | null };
  PREVIOUS_ASSETS_GONE: { missing: string[]; count: number; of: number; status: number | null; contentType: string | null };
  API_UNREACHABLE: Call & { error: AttemptError; attempts: number; unretried?: number };
  API_TIMEOUT: Call & { error: AttemptError; attempts: number; budgetMs: number; unretried?: number };
  API_STATUS: Call & { status: number; expected: string; attempts: number; sample: string; unretried?: number };
  API_QUOTA: Call & { answered: boolean; attempts: number; detail: string; unretried?: number };
  API_NOT_JSON: Call & { contentType: string | null; sample: string; error: string };
  API_TOO_LARGE: Call & { bytes: number };
  API_HEADER: Call & { header: string; actual: string | null; expected: string };
  API_VALUE: Call & { path: string; found: JsonValue[]; expected: JsonMatcher; reason: string };
  API_SCHEMA: Call & SchemaErrors & { schema: string };
  API_NOT_XML: Call & { contentType: string | null; sample: string; error: string };
  API_TEXT: Call & { kind: 'contains' | 'matches'; wanted: string; sample: string };
  API_SIZE: Call & { bytes: number; expected: string };
  API_CONTENT_TYPE: Call & { contentType: string | null; expected: string };
  API_UNDECLARED_STATUS: Call & { status: number; declared: string[]; contract: string };
  API_UNDECLARED_TYPE: Call & { status: number; contentType: string | null; declared: string[]; contract: string; sample: string };
  API_ENCODING: Call & { asked: string; came: string; problem: 'unreadable' | 'lost' | 'unasked' | 'status' | 'not-json' | 'body'; detail: string };
  API_PROTOCOL: Call & { http: string };
  API_SLOW: Call & { durationMs: number; limitMs: number; degraded: boolean };
  API_REDIRECT: Call & { hop: RedirectHop; followed: number };
  API_GRAPHQL_ERRORS: Call & { total: number; messages: string[] };
  API_REUSE_LOST: { method: string; url: string; error: AttemptError; freshMs: number; lost: number; tries: number };
  API_RETRIED: Call & { attempts: number; first: string };
  API_NO_TOKEN: { url: string; error: string; source: TokenObservation['source'] };
  API_NOT_CAPTURED: Call & { name: string; path: string; problem: string };
  API_NOT_SETTLED: Call & { calls: number; withinMs: number; missing: string };
  WEBHOOK_MISSING: Call & { to: string; withinMs: number; others: number };
  WEBHOOK_LATE: Call & { to: string; afterMs: number; withinMs: number };
  WEBHOOK_SIGNATURE: Call & { to: string; scheme: 'standard' | 'stripe' | 'github'; problem: 'missing' | 'wrong' | 'stale'; toleranceMs: number; deliveries: number };
  WEBHOOK_DUPLICATE: Call & { to: string; id: string; times: number };
  API_SUNSET: Call & { end: string | null; days: number | null; announcement: string };
  CERTIFICATE_EXPIRES: { host: string; issuer: string; validTo: string; days: number; limitDays: number };
  CREDENTIAL_ENDS: { name: string; endsAt: string; leftS: number; limitDays: number };
  CLOCK_SKEW: { host: string; seconds: number; limitSeconds: number };
  LEFT_BEHIND: LeftBehind;
  SHAPE_ENVELOPE: ShapeChanges;
  SHAPE_FIELD_GONE: ShapeChanges;
  SHAPE_NULL: ShapeChanges;
  SHAPE_TYPE: ShapeChanges;
  SHAPE_FORMAT: ShapeChanges;
  SHAPE_VALUE: ShapeChanges;
  SHAPE_EMPTY: ShapeChanges;
  SHAPE_STATUS: LearnedCall & { status: number; known: number[] };
  SHAPE_NO_JSON: LearnedCall & { contentType: string | null };
  STEP_NOT_REACHED: Call & { reason?: string };
  STEP_NOT_DUE: Call & { reason: string };
  NOT_OBSERVED: { subject: string; reason: string; detail: string };
  BROWSER_DIED: { url: string; times: number };
  CONTROL_UNREACHABLE: { url: string; detail: string };
  CHECK_NOT_RUN: { detail: string };
  RUNNER_FAILED: { detail: string };
  NOT_COMPARED: { reference: string; detail: string };
  REPORT_FAILED: { format: string; file: string; detail: string };
  SPEC_FAILED: { error: string; file: string };
}

export type FindingCode = keyof FindingData;

/** One thing that a rule objects to: what was seen, as data. */
export type Finding = { [Code in FindingCode]: FindingOf<Code> }[FindingCode];

export interface FindingOf<Code extends FindingCode> {
  code: Code;
  severity: Severity;
  attribution: Attribution;
  /** In how many of the attempts it was seen. */
  seen: { times: number; of: number };
  /** ISO time of the first attempt that showed it. */
  since: string;
  data: FindingData[Code];
  /** Paths of evidence files, relative to the output folder. */
  evidence: string[];
}

/** What a rule says before it is known how often it was seen. */
export type Remark = { [Code in FindingCode]: { code: Code; severity: Severity; attribution: Attribution; data: FindingData[Code] } }[FindingCode];
