import type { Baseline } from './baseline/baseline.ts';
import type { JourneyChecks } from './journey-plan.ts';
import type { DriftPolicy } from './drift.ts';
import type { ReleasePlan } from './release-observation.ts';
import type { Snapshot } from './snapshot.ts';
import type { LogPlace } from './log-links.ts';
import type { RollbackFacts } from './rollback.ts';

export * from './journey-plan.ts';

/** How much a check or a finding matters, on Allure's scale, most severe first. */
export const severities = ['blocker', 'critical', 'normal', 'minor', 'trivial'] as const;
export type Severity = (typeof severities)[number];

/** The release in its place: one environment reached under one URL. */
export interface Target {
  name: string;
  url: string;
  environment: string;
}

/** What the document of a page must be. Absent fields are not judged. */
export interface DocumentExpectation {
  /** Start of the content type. Default `text/html`. */
  type?: string;
  /** HTTP status. Default: any below 400. */
  status?: number;
  /** URL after redirects, absolute or a path on the target. Default: the origin that was asked. */
  finalUrl?: string;
}

/** Text, or an element, that a user must be able to see. */
export type Sees = string | { selector: string };

/** The windows that a page can be looked at in. */
export const viewportNames = ['desktop', 'mobile'] as const;
export type ViewportName = (typeof viewportNames)[number];

/** One page to look at, in one window. */
export interface PagePlan {
  id: string;
  name: string;
  url: string;
  severity: Severity;
  viewport: ViewportName;
  sees?: Sees;
  document?: DocumentExpectation;
}

/** A console message that is known and accepted until a day. */
export interface ConsoleAllowance {
  /** Source of a regular expression, matched against the message text. */
  match: string;
  reason: string;
  /** ISO date; from the next day on the entry no longer counts. */
  expires?: string;
}

/** How findings become a verdict. */
export interface Policy {
  /** Severities that block. Default `blocker` and `critical`. */
  block: Severity[];
  /** A check that passed only after a failure. Default `warn`. */
  flaky: 'warn' | 'block';
  /** Only something that the release depends on broke. Default `inconclusive`. */
  dependency: 'inconclusive' | 'warn';
}

/** The kinds of checks, one spec file in `smoke/` each, and `spec` for the user's own. */
export const checkKinds = ['white-screen', 'resources', 'console', 'deploy', 'release', 'api', 'spec'] as const;
export type CheckKind = (typeof checkKinds)[number];

/** One question about the release. `subject` names the page or journey whose observation answers it. */
export interface CheckPlan {
  id: string;
  kind: CheckKind;
  title: string;
  severity: Severity;
  subject: string;
}

/** Who asked for the run. */
export interface Trigger {
  type: 'pipeline' | 'manual' | 'schedule';
  actor?: string;
  url?: string;
}

/** The snapshot that the environment is compared with, and what may differ. */
export interface ReferencePlan extends Pick<Snapshot, 'takenAt' | 'target' | 'salt' | 'facts' | 'notObserved'> {
  policy: DriftPolicy;
}

/** All that judging needs to know: no secrets in it, so that it may be written beside the verdict. */
export interface Plan {
  schema: 'gonogo.plan/v1';
  run: string;
  startedAt: string;
  deadlineMs: number;
  target: Target;
  /** The release that is expected to be served, or null. */
  release: string | null;
  /** How the served release is proven; absent where nobody asks. */
  identity?: ReleasePlan;
  /** Absent where the environment is not compared. */
  reference?: ReferencePlan;
  trigger: Trigger;
  /** When the release was deployed, null when nobody said. */
  deployedAt?: string | null;
  /** What is known of a rollback; absent or null when the configuration says nothing about it. */
  rollback?: RollbackFacts | null;
  /** Where logs are looked at; absent when nobody said. */
  logs?: { service: string; links: LogPlace[] };
  checks: CheckPlan[];
  pages: PagePlan[];
  journeys: JourneyChecks[];
  /** Hosts that belong to the release besides those of the target's registrable domain. */
  firstParty: string[];
  /** URL that shows whether the runner itself has a network, or null. */
  control: string | null;
  consoleAllow: ConsoleAllowance[];
  policy: Policy;
  /** The user's own Playwright specs: absolute folder and globs, or null. */
  specs: { dir: string; match: string[] } | null;
  /** What the last good release was like, and the file that says so; absent when nothing is compared. */
  baseline?: Baseline & { file: string };
  /** Names of report formats, and URLs of modules that export one. */
  formats: string[];
}
