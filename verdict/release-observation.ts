import type { AssetFact } from './deploy-observation.ts';

/** Where the served release is read in an answer or at a URL. */
export type ReleaseSource =
  | { header: string }
  | { meta: string }
  /** Source of a regular expression: the first own script or stylesheet of the document that it matches, or its first group. */
  | { asset: string }
  /** A URL of its own: a JSONPath in it, or a regular expression (its first group), or all of its text. */
  | { url: string; json?: string | undefined; text?: string | undefined };

/** How the served release is proven. */
export interface ReleasePlan {
  /** Null: headers and meta tags whose names speak of a version. */
  read: ReleaseSource[] | null;
  /** Milliseconds to wait for the expected release, at the most. */
  withinMs: number;
  /** Fresh connections to each place. */
  samples: number;
  /** Names of the instances or edges that are asked besides the public address. */
  instances: string[];
  /** URLs of scripts and stylesheets of the release before this one. */
  previousAssets: string[];
}

/** What all places that were asked said of the release that they serve, in the last round. */
export interface ReleaseObservation {
  kind: 'release';
  subject: 'release';
  startedAt: string;
  durationMs: number;
  expected: string | null;
  /** Where to read was configured, so that whatever stands there is a release. */
  declared: boolean;
  /** Times that all places were asked. */
  rounds: number;
  places: ReleasePlace[];
  /** Files of the release before, and how they answer. */
  previous: AssetFact[];
}

/** One URL over one way. */
export interface ReleasePlace {
  /** `form` is the other form of a page's URL. */
  kind: 'page' | 'form' | 'api' | 'url';
  url: string;
  /** Null for the public address. */
  instance: string | null;
  samples: ReleaseSample[];
  /** The same page past caches; null where nobody asked. */
  fresh: ReleaseSample | null;
}

/** One answer. */
export interface ReleaseSample {
  status: number | null;
  error: string | null;
  values: { source: string; value: string }[];
  /** Headers that tell of a cache, as `age: 512`. */
  cache: string[];
  /** Own scripts and stylesheets that the document loads at once; at most 50. */
  assets: string[];
}
