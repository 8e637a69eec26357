import type { JsonValue } from './plan.ts';

/**
 * What was seen. No judgement in here: an observation is plain data, bounded in size, with secrets
 * already removed, and it is written to a file as soon as it is complete.
 */
export type Observation = PageObservation | ApiObservation | DeployObservation | ControlObservation | SurveyObservation | MissingObservation;

/** A page, looked at once or, when the first look was bad, again in fresh contexts. */
export interface PageObservation {
  kind: 'page';
  subject: string;
  url: string;
  looks: PageLook[];
  /** Times the whole browser died while this page was open. */
  browserDeaths: number;
}

/** One visit of a page in a context of its own. Times in `…Ms` count from the start of the look. */
export interface PageLook {
  startedAt: string;
  durationMs: number;
  navigation: Navigation;
  liveness: Liveness;
  /** In order of time. Empty when no picture could be taken. */
  shots: Shot[];
  /** Null when the page could not be asked. */
  content: Content | null;
  /** Null when nothing in particular had to be visible. */
  sees: { wanted: string; visible: boolean } | null;
  requests: Requests;
  messages: Messages;
  /** Milliseconds until content was first seen, or null. */
  readyMs: number | null;
  evidence: EvidenceFile[];
}

export interface Navigation {
  finalUrl: string;
  status: number | null;
  contentType: string | null;
  redirects: number;
  /** Main-frame navigations, the first included. */
  navigations: number;
  /** Error of the browser (`net::ERR_…`) or of the visit, or null. */
  error: string | null;
  /** Values of headers and meta tags that name a version, release, build, revision or commit. */
  versions: string[];
}

export interface Liveness {
  crashed: boolean;
  /** Times the page did not answer the simplest script for 5 s. */
  unanswered: number;
  /** Times no picture came for 6 s. */
  frameless: number;
}

/** A picture of the window, measured. */
export interface Shot {
  atMs: number;
  width: number;
  height: number;
  /** Pixels with a visible step to the right or lower neighbour; see `edge-count.ts`. */
  edges: number;
  /** Scale of the picture that was measured: 1 or 0.5. */
  scale: number;
}

/** What the page holds, over all its frames, whether it is visible or not. */
export interface Content {
  /** Text nodes of the accessibility tree, and their characters. */
  texts: number;
  characters: number;
  /** Links, buttons and fields that can be operated. */
  controls: number;
  /** Loaded images, canvases, videos, drawings and background pictures. */
  media: number;
  /** Editable regions. */
  editables: number;
  /** Tables and headings. */
  structures: number;
  frames: number;
  /** Why the text cannot be seen, in words such as `body has opacity 0`, or null. */
  hiddenBy: string | null;
  title: string;
  /** Start of the visible text. */
  sample: string;
}

/** How the browser classified a request (Playwright's `resourceType`). */
export interface RequestFact {
  url: string;
  method: string;
  type: string;
  status: number | null;
  contentType: string | null;
  /** Network error as the browser names it, or null. */
  error: string | null;
  startMs: number;
  /** Null while the request is pending. */
  durationMs: number | null;
  /** First characters of the body when they tell something (an HTML page in place of a script). */
  sample: string | null;
}

export interface Requests {
  total: number;
  /** Requests that ended badly, or with a type that does not fit, in the order of their start. */
  suspicious: RequestFact[];
  /** Requests that had no answer when the look ended. */
  pending: RequestFact[];
  /** How many more there were than are listed. */
  dropped: number;
}

/** Console lines and uncaught exceptions, equal ones merged. */
export interface Messages {
  groups: MessageGroup[];
  /** Lines at level error or assert, and uncaught exceptions, all counted. */
  errors: number;
  warnings: number;
  exceptions: number;
  /** Lines that no group was kept for. */
  dropped: number;
}

export interface MessageGroup {
  source: 'console' | 'exception';
  level: 'error' | 'warning';
  text: string;
  /** Script or document that the message came from; empty when unknown. */
  url: string;
  line: number;
  /** Absent when unknown. */
  column?: number;
  stack: string | null;
  count: number;
  firstMs: number;
  /** Who said it; a page or one of its frames when absent. */
  origin?: 'worker' | 'service-worker';
  /** Where it is in the source, when a source map could be read; null when none fits, absent when nobody asked. */
  mapped?: MappedPlace | null;
}

/** A place in the source that a source map leads to. */
export interface MappedPlace {
  source: string;
  line: number;
  name: string | null;
}

/** A file beside the observation; the path is relative to the output folder. */
export interface EvidenceFile {
  type: 'screenshot' | 'heat-map' | 'trace' | 'exchange' | 'log';
  path: string;
  contentType: string;
}

/** A journey over a partner API, step by step. */
export interface ApiObservation {
  kind: 'api';
  subject: string;
  startedAt: string;
  durationMs: number;
  steps: StepObservation[];
  /** A safe call made again over the same connection; null where that was not this journey's part, or the other side keeps no connection. */
  reuse: ReuseObservation | null;
}

export interface StepObservation {
  name: string;
  method: string;
  url: string;
  /** It runs last, and also when a step before it failed. */
  cleanup: boolean;
  /** In order of time; all but the last failed and were retried. Empty when the step was not reached. */
  attempts: Attempt[];
  /** What the JSONPaths of the expectation found in the last answer. */
  values: FoundValues[];
}

/** What one JSONPath found: at most 20 values, those that are not as expected first. */
export interface FoundValues {
  path: string;
  found: JsonValue[];
  /** The values that are kept only in part, or redacted: their place in `found`, and whether they were as expected as they came. */
  altered?: { index: number; fits: boolean }[];
}

export interface Attempt {
  startedAt: string;
  durationMs: number;
  answer: Answer | null;
  error: AttemptError | null;
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
  /** What broke: the name does not resolve, no connection, TLS, no answer in time, connection lost, answer unreadable. */
  kind: 'dns' | 'connect' | 'tls' | 'timeout' | 'reset' | 'protocol' | 'aborted';
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

/** The deploy as files: documents over fresh connections, the assets that they name, and files that cannot exist. */
export interface DeployObservation {
  kind: 'deploy';
  subject: 'deploy';
  startedAt: string;
  durationMs: number;
  documents: DocumentFact[];
  assets: AssetFact[];
  /** Assets beyond the bound, not asked for. */
  dropped: number;
  /** What answered for files that cannot exist. */
  control: AssetFact[];
}

/** One fetch of a page's document. */
export interface DocumentFact {
  url: string;
  /** The page it is a form of; the same as `url` for the page itself. */
  page: string;
  status: number | null;
  error: string | null;
  isHtml: boolean;
  versions: string[];
  /** Own scripts and stylesheets that it loads at once. */
  assets: string[];
}

/** One asset and how it answers. */
export interface AssetFact {
  url: string;
  kind: 'script' | 'stylesheet';
  /** Needed only later, when a route or feature is opened. */
  lazy: boolean;
  status: number | null;
  contentType: string | null;
  error: string | null;
}

/** The neutral URL that shows whether the runner has a network. */
export interface ControlObservation {
  kind: 'control';
  subject: 'control';
  url: string;
  reachable: boolean;
  detail: string;
}

/** The survey itself, written when it is over. */
export interface SurveyObservation {
  kind: 'survey';
  subject: 'survey';
  /** Name and version of the browser, or null when none was started. */
  browser: string | null;
  browserDeaths: number;
  /** The deadline came before everything was observed. */
  deadlineHit: boolean;
  interrupted: boolean;
}

/** Nothing was seen, and why. */
export interface MissingObservation {
  kind: 'missing';
  subject: string;
  reason: 'deadline' | 'interrupted' | 'no-browser' | 'browser-died' | 'observer-failed';
  detail: string;
}
