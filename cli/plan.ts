import { basename, dirname, resolve } from 'node:path';
import { UsageError } from '../config/usage-error.ts';
import type { Gate } from '../config/schema.ts';
import { given, listed, suggestion } from '../config/sentence.ts';
import type { ReleaseInstance } from '../fixtures/release-observer.ts';
import type { CheckPlan, JourneyChecks, JourneyPlan, PagePlan, Plan, ReferencePlan, Severity, Target } from '../verdict/plan.ts';
import { createRedactor } from '../verdict/redact.ts';
import type { Snapshot } from '../verdict/snapshot.ts';
import type { Contracts } from './contracts.ts';
import { detectDeploy } from './deployed-at.ts';
import type { FormatNames } from './format-names.ts';
import { exporterSecrets } from './otlp-exporter.ts';
import { apiJourney, partnerJourneys } from './plan-journeys.ts';
import { expectedRelease } from './expected-release.ts';
import { namedValues } from './named-values.ts';
import { type EnvironmentWork, planEnvironment } from './plan-environment.ts';
import { planRelease, releaseCheck } from './plan-release.ts';
import { fileReader } from './referenced-files.ts';
import type { RunOptions } from './run-options.ts';
import { secretReader } from './secrets.ts';
import { detectTrigger } from './trigger.ts';

/** All that a plan is made of. */
export interface PlanInput {
  gate: Gate;
  /** Absolute path of the configuration file, or null: what the paths in it are relative to. */
  configFile: string | null;
  options: RunOptions;
  /** Environment variables: secrets are read from them, and who asked for the run. */
  env: Readonly<Record<string, string | undefined>>;
  now: Date;
  runId: string;
  /** Absolute folder where gonogo was called. */
  cwd: string;
  formats: FormatNames;
  /** The documents that partners name, as `readContracts` gives them. Default none. */
  contracts?: Contracts;
  /** Snapshot that the environment is compared with. Default none. */
  reference?: Snapshot | null;
  /** The good release that is compared with, and its file as given. Default none. */
  baseline?: Plan['baseline'];
}

/** What will be done: the plan that may be written, and what never leaves the process. */
export interface PlannedRun {
  plan: Plan;
  journeys: JourneyPlan[];
  /** Instances of the release that are asked besides the public address, with headers that may be secret. */
  instances: ReleaseInstance[];
  /** What of the environment is captured, to be compared with the reference; null without one. */
  environment: EnvironmentWork | null;
  /** Sent with the requests of pages to the target's origin. Lower-case names. */
  pageHeaders: Record<string, string>;
  /** Values that must not stand in any report, longest first. */
  secrets: string[];
  /** Values of environment variables that are sent, and their names. */
  names: ReadonlyMap<string, string>;
  /** Absolute folder of the reports. */
  outputDir: string;
  /** Contracts that were fetched from elsewhere. */
  fetched: string[];
}

const defaultOutput = 'gonogo-report';

/**
 * Turns configuration and command line into what will be done.
 * @throws UsageError for an unknown target or format, an unset variable, a request that cannot be made, or when there is nothing to check
 */
export function planRun(input: PlanInput): PlannedRun {
  const { gate, options, configFile, reference = null } = input;
  const formats = planFormats(options, input.formats);
  const target = planTarget(gate, options);
  const reader = secretReader(input.env, fileReader(configFile === null ? input.cwd : dirname(configFile)));
  const pageHeaders = reader.headers(options.headers, ['--header']);
  const journeys = [
    ...partnerJourneys(gate.partners, input.contracts ?? new Map(), reader),
    ...unique(options.api.map((call) => apiJourney(call, target.url, pageHeaders)), ({ id }) => id),
  ];
  const expected = expectedRelease(options.release ?? gate.release?.expected ?? null, input.env);
  const deadlineMs = options.deadlineMs ?? gate.deadline;
  const asked = planRelease(gate.release, expected, { target, deadlineMs, reference }, reader);
  const problems = reader.problems();
  if (problems.length > 0) throw UsageError.of(basename(configFile ?? 'The configuration'), problems);
  const pages = planPages(gate, options, target);
  const specs = configFile === null || gate.specs.length === 0 ? null : { dir: dirname(configFile), match: gate.specs };
  if (pages.length === 0 && journeys.length === 0 && specs === null) {
    throw new UsageError('There is nothing to check: give a URL, --page or --api, or list pages, partners or specs in the configuration.');
  }
  const secrets = [...reader.secrets(), ...exporterSecrets(input.env)].sort((a, b) => b.length - a.length);
  const fetched = [...new Set([...(input.contracts ?? new Map()).values()].flatMap(({ isRemote, label }) => (isRemote ? [label] : [])))];
  const redact = createRedactor(secrets);
  const plan: Plan = {
    schema: 'gonogo.plan/v1',
    run: input.runId,
    startedAt: input.now.toISOString(),
    deadlineMs,
    target,
    release: expected,
    ...(asked === null ? {} : { identity: asked.identity }),
    ...(reference === null ? {} : { reference: referencePlan(reference, gate) }),
    trigger: detectTrigger(input.env),
    deployedAt: options.deployedAt ?? detectDeploy(input.env),
    checks: [...(asked === null || (pages.length === 0 && journeys.length === 0 && asked.identity.read === null) ? [] : [releaseCheck(expected)]), ...pages.flatMap(pageChecks), ...deployChecks(pages), ...journeys.map(journeyCheck)],
    pages,
    journeys: journeys.map((journey) => journeyChecks(journey, redact)),
    firstParty: gate.firstParty,
    control: gate.control,
    consoleAllow: gate.console.allow,
    policy: gate.policy,
    ...(gate.logs === undefined ? {} : { logs: gate.logs }),
    specs,
    formats,
    ...(input.baseline === undefined ? {} : { baseline: fitting(input.baseline, [...pages, ...journeys]) }),
  };
  const folder = configFile === null ? input.cwd : dirname(configFile);
  const environment = reference === null ? null : planEnvironment(plan, journeys, gate.drift, reference.salt, () => namedValues(gate.drift.values, folder));
  return { plan, journeys, instances: asked?.instances ?? [], environment, pageHeaders, secrets, names: reader.names(), outputDir: planOutput(input), fetched };
}

function referencePlan({ takenAt, target, salt, facts, notObserved }: Snapshot, { drift: { same, expected } }: Gate): ReferencePlan {
  return { takenAt, target, salt, facts, notObserved, policy: { same, expected } };
}

/** A baseline of something else would let everything pass. */
function fitting(baseline: NonNullable<Plan['baseline']>, subjects: { id: string }[]): NonNullable<Plan['baseline']> {
  if (subjects.some(({ id }) => Object.hasOwn(baseline.partners, id))) return baseline;
  throw new UsageError(`--baseline ${baseline.file} knows nothing of what this run looks at: it was taken of ${baseline.taken.target.name}.`);
}

/** Names, and URLs of the modules of others, which mean the same wherever they are loaded. */
function planFormats({ formats }: RunOptions, { known, chosen, modules }: FormatNames): string[] {
  const asked = formats ?? chosen;
  for (const name of asked) if (!modules.has(name)) requireKnownFormat(name, known);
  return [...new Set(asked.map((name) => modules.get(name) ?? name))];
}

function requireKnownFormat(name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  throw new UsageError(`--format has no format ${given(name)}: ${suggestion(name, known)}Known formats: ${known.join(', ')}.`);
}

/** The named target, the one on the origin of the URL, or the only one; a URL argument replaces the target's URL. */
function planTarget({ targets }: Gate, { url, target: wanted }: RunOptions): Target {
  const names = Object.keys(targets);
  if (wanted !== null && !names.includes(wanted)) {
    const known = names.length === 0 ? 'the configuration has no targets' : `${suggestion(wanted, names)}Known targets: ${names.join(', ')}`;
    throw new UsageError(`--target has no target ${given(wanted)}: ${known}.`);
  }
  const sameOrigin = url === null ? undefined : names.find((name) => targets[name] && new URL(targets[name].url).origin === new URL(url).origin);
  const name = wanted ?? (url === null ? onlyTarget(names) : sameOrigin);
  const configured = name === undefined ? undefined : targets[name];
  if (name !== undefined && configured !== undefined) {
    return { name, url: new URL(url ?? configured.url).href, environment: configured.environment ?? name };
  }
  const adHoc = new URL(url ?? '');
  return { name: adHoc.host, url: adHoc.href, environment: 'unknown' };
}

function onlyTarget(names: readonly string[]): string {
  const [name] = names;
  if (name === undefined) throw new UsageError('There is no release to look at: give a URL, or a configuration with targets.');
  if (names.length > 1) throw new UsageError(`--target must name one of the targets of the configuration: ${listed(names)}.`);
  return name;
}

/** The configured pages, then those of the command line; the page of a URL argument when neither pages nor calls were named. */
function planPages(gate: Gate, options: RunOptions, target: Target): PagePlan[] {
  const { pathname, search, hash } = new URL(target.url);
  const named = gate.pages.length + options.pages.length + options.api.length > 0;
  const added = named || options.url === null ? options.pages : [`${pathname}${search}${hash}`];
  const asked = [...gate.pages, ...added.map((path) => ({ path, name: undefined, severity: 'blocker' as const, viewports: ['desktop' as const] }))];
  const pages = asked.flatMap(({ path, name, viewports, ...page }) =>
    viewports.map((viewport): PagePlan => {
      const note = viewport === 'desktop' ? '' : ` (${viewport})`;
      return { ...page, id: `page:${path}${note}`, name: `${name ?? path}${note}`, url: new URL(path, target.url).href, viewport };
    }),
  );
  return unique(pages, ({ url, viewport }) => `${viewport} ${url}`);
}

function unique<T>(items: readonly T[], key: (item: T) => string): T[] {
  const seen = new Set<string>();
  return items.filter((item) => !seen.has(key(item)) && seen.add(key(item)));
}

function pageChecks({ id, name, severity }: PagePlan): CheckPlan[] {
  const noise: Severity = severity === 'blocker' ? 'critical' : severity;
  return [
    { id: `${id}:white-screen`, kind: 'white-screen', title: `${name} shows its content`, severity, subject: id },
    { id: `${id}:resources`, kind: 'resources', title: `${name} loads what it needs`, severity, subject: id },
    { id: `${id}:console`, kind: 'console', title: `${name} has a clean console`, severity: noise, subject: id },
  ];
}

/** One check of the deploy as a whole, where there are pages. */
function deployChecks(pages: PagePlan[]): CheckPlan[] {
  return pages.length === 0 ? [] : [{ id: 'deploy', kind: 'deploy', title: 'The deploy is whole', severity: 'critical', subject: 'deploy' }];
}

function journeyCheck({ id, partner, name, severity }: JourneyPlan): CheckPlan {
  return { id, kind: 'api', title: `${partner} answers ${name}`, severity, subject: id };
}

/** A journey without headers and bodies; a query can hold a secret too, so the URL is redacted. */
function journeyChecks({ id, partner, name, severity, expiry, access, steps }: JourneyPlan, redact: (text: string) => string): JourneyChecks {
  const checked = steps.map((step) => ({ name: step.name, method: step.method, url: redact(step.url), expect: step.expect, budgetMs: step.budgetMs }));
  return { id, partner, name, severity, ...(expiry === undefined ? {} : { expiry }), ...(access?.http === undefined ? {} : { http: access.http }), steps: checked };
}

function planOutput({ gate, options, configFile, cwd }: PlanInput): string {
  if (options.output !== null || gate.output === null) return resolve(cwd, options.output ?? defaultOutput);
  return resolve(configFile === null ? cwd : dirname(configFile), gate.output);
}
