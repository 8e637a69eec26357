import type { ApiObservation } from './api-observation.ts';
import type { DeployObservation } from './deploy-observation.ts';
import type { EnvironmentObservation } from './environment-observation.ts';
import type { ReleaseObservation } from './release-observation.ts';

/**
 * What was seen. No judgement in here: an observation is plain data, bounded in size, with secrets
 * already removed, and it is written to a file as soon as it is complete.
 */
export type Observation = PageObservation | ApiObservation | DeployObservation | ReleaseObservation | EnvironmentObservation | ControlObservation | SurveyObservation | MissingObservation;

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
  /** Null when there is no content, or the page could not be asked. */
  flaws: Flaws | null;
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
  /** Scale of the picture that was measured: 1, 0.5 or 0.25. */
  scale: number;
}

/** What the page holds, over all its frames, whether it is visible or not. */
export interface Content {
  /** Text nodes of the accessibility tree, and their characters. */
  texts: number;
  characters: number;
  /** Characters of text in the DOM, also where nothing tells them to anybody. */
  domCharacters: number;
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

/** What is wrong with what a page shows, as its main frame tells it; lists are cut at 10. */
export interface Flaws {
  /** Empty grey boxes of one height, one below the other: a skeleton. */
  skeletonBars: number;
  /** Placeholders of a template engine in the text, such as `{{ name }}`. */
  placeholders: string[];
  /** Pieces of text in which letters were lost to a wrong encoding. */
  garbled: string[];
  /** The one empty element that lies over every control of the window, such as `div#backdrop`, or null. */
  coveredBy: string | null;
  /** What can be read in the one main part of the page; null when it has none or several. */
  main: string | null;
  /** Whether that is all that the main part holds: no control, picture, table or heading, and nothing that may draw itself. */
  mainBare: boolean;
  /** Stylesheets of the document, and those of them with at least one rule. */
  stylesheets: number;
  styled: number;
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
