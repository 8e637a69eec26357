/** Where configuration or flags of an environment stand: in a global object of its pages (`__CONFIG__`, `app.settings`), or at a path or URL, with a JSONPath into it. */
export type DriftSourceConfig = { global: string } | { url: string; json?: string };

/** What of an environment is looked at besides what everybody sees, and what may differ between two. */
export interface DriftConfig {
  /** Configuration that the environment gives to its pages. */
  config?: DriftSourceConfig[];
  /** Feature flags, by name. */
  flags?: DriftSourceConfig[];
  /** Values that a command prints, run without a shell for 10 s at most, or that a file holds; relative to the configuration. */
  values?: ({ name: string; command: string[] } | { name: string; file: string })[];
  /** Texts that stand for each other: the host names of both environments, ids of accounts. The target's own host needs no entry. */
  same?: string[][];
  /** Facts that may differ: a regular expression on `kind name`, such as `^header .* server$`, and why. */
  expected?: { match: string | RegExp; reason: string }[];
}
