import type { Duration, EnvReference, FileReference } from './partner-config.ts';

/** Where the served release is read. Regular expressions give their first group, or all that they match. */
export type ReleaseSourceConfig =
  | { header: string }
  | { meta: string }
  /** Matched against the URLs of the scripts and stylesheets that a document names: `/app-(\w+)\.js/`. */
  | { asset: string | RegExp }
  /** A path on the target or a URL; `json` is a JSONPath (RFC 9535). Without `json` and `text`: all of its text. */
  | { url: string; json?: string }
  | { url: string; text?: string | RegExp };

/** The identity of the release: what must be served, where that is read, and how long it may take. */
export interface ReleaseConfig {
  /** The release that is expected, where `--release` names none. `ci` is the commit that the pipeline tells. */
  expected?: string;
  /** Default: `x-…` headers and meta tags whose names hold release, version, build, revision, commit or deploy. */
  read?: ReleaseSourceConfig[];
  /** How long to wait until the expected release is served everywhere; at most half of the deadline. Default `2m`. */
  within?: Duration;
  /** Fresh connections to each place. Default 3. */
  samples?: number;
  /** Instances or edges to ask besides the public address: by an address of their own, or by headers that lead to them. */
  instances?: { name: string; address?: string; headers?: Record<string, string | EnvReference | FileReference> }[];
  /** Paths or URLs of scripts and stylesheets of the release before, which open tabs still need. */
  previousAssets?: string[];
}
