import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, extname, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError } from './config/usage-error.ts';
import { type Gate, readGate } from './config/schema.ts';
import { listed } from './config/sentence.ts';
import type { Duration, EnvReference, FileReference, PartnerConfig } from './config/partner-config.ts';
import type { DriftConfig } from './config/drift-config.ts';
import type { ReleaseConfig } from './config/release-config.ts';
import type { RollbackConfig } from './config/rollback-config.ts';
import type { LogPlace } from './verdict/log-links.ts';
import type { DocumentExpectation, Policy, Sees, Severity } from './verdict/plan.ts';
import { oneLine } from './verdict/text.ts';

export type * from './config/partner-config.ts';
export type * from './config/drift-config.ts';
export type * from './config/release-config.ts';
export type * from './config/rollback-config.ts';
export type { Gate } from './config/schema.ts';

/** One page of the release that a user must be able to use. */
export interface PageConfig {
  /** Path on the target, with query if need be: `/cart?step=1`. */
  path: string;
  /** Default: the path. */
  name?: string;
  /** Default `blocker`. */
  severity?: Severity;
  /** A text, or an element, that must be visible. */
  sees?: Sees;
  /** What the document must be. Default: an HTML document with a status below 400 on the origin that was asked. */
  document?: DocumentExpectation;
}

/** What `gonogo.config.*` exports. Every key is optional; unknown keys are errors. */
export interface GateConfig {
  /** Name → where the release is reached. `environment` defaults to the name. */
  targets?: Record<string, { url: string; environment?: string }>;
  pages?: PageConfig[];
  partners?: PartnerConfig[];
  /** URL that shows whether the runner itself has a network. */
  control?: string;
  /** Hosts that belong to the release besides those of the target's domain. */
  firstParty?: string[];
  /** Console messages that are known: `match` is a regular expression, `expires` the last day that counts (`YYYY-MM-DD`). */
  console?: { allow: { match: string | RegExp; reason: string; expires?: string }[] };
  /** Where the served release is read, and how long it may take to arrive everywhere. */
  release?: ReleaseConfig;
  /** What of the environment is compared with a reference, and what may differ. */
  drift?: DriftConfig;
  policy?: Partial<Policy>;
  /** What a rollback would take; asked at the start of a run and told beside the verdict. */
  rollback?: RollbackConfig;
  /** Where its logs are looked at: links to exactly the window of the run; see docs/logs.md. `service` fills `{service}`. */
  logs?: { service?: string; links: LogPlace[] };
  /** Own Playwright specs: globs relative to the configuration file. */
  specs?: string | string[];
  /** Folder of the reports, relative to the configuration file. Default `gonogo-report` where gonogo is called. */
  output?: string;
  /** Time for the whole run. Default `5m`. */
  deadline?: Duration;
}

/** Gives the configuration its type. It is validated when it is loaded. */
export function defineGate(gate: GateConfig): GateConfig {
  return gate;
}

/** Refers to a secret in the environment variable `name`. It is read when a run is planned, and kept out of every report. */
export function env(name: string): EnvReference {
  return { env: name };
}

/** Refers to a secret in a file, relative to the configuration or absolute. It is read when a run is planned, and kept out of every report. */
export function file(path: string): FileReference {
  return { file: path };
}

const extensions = ['.ts', '.mts', '.js', '.mjs', '.json'];

/** Names that are looked for, in this order, when no file is given. */
export const configNames = extensions.map((extension) => `gonogo.config${extension}`);

/**
 * Loads and validates the configuration.
 *
 * @param file path as the user gave it, relative to `cwd`; undefined looks for `gonogo.config.*` in `cwd`
 * @returns the absolute path of the file, or null and an empty gate when there is none
 * @throws UsageError when the file is missing, cannot be read, exports nothing, or has wrong values
 */
export async function loadGate(file: string | undefined, cwd: string): Promise<{ file: string | null; gate: Gate }> {
  const found = file === undefined ? configNames.map((name) => resolve(cwd, name)).find(isFile) : resolve(cwd, file);
  if (found === undefined) return { file: null, gate: validated({}, 'the configuration') };
  const label = file ?? basename(found);
  if (!isFile(found)) throw new UsageError(`--config ${label} is not a file: give the path of one such as ${listed(configNames)}.`);
  if (!extensions.includes(extname(found))) throw new UsageError(`--config ${label} must end in ${listed(extensions)}.`);
  const exported = found.endsWith('.json') ? await readJson(found, label) : await importDefault(found, label, cwd);
  return { file: found, gate: validated(exported, label) };
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function validated(value: unknown, label: string): Gate {
  const result = readGate(value);
  if ('problems' in result) throw UsageError.of(label, result.problems);
  return result.gate;
}

async function readJson(file: string, label: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    const reason = oneLine(error instanceof Error ? error.message : String(error)).replace(/ is not valid JSON$/, '');
    throw new UsageError(`${label} is not JSON that can be read: ${reason}.`, { cause: error });
  }
}

async function importDefault(file: string, label: string, cwd: string): Promise<unknown> {
  let module: Record<string, unknown>;
  try {
    module = await import(pathToFileURL(file).href);
  } catch (error) {
    throw new UsageError(`${label} cannot be loaded: ${reasonOf(error, cwd)}.`, { cause: error });
  }
  if ('default' in module) return module['default'];
  throw new UsageError(`${label} has no default export: write export default defineGate({ … }).`);
}

/** The first line of an error, with paths relative to `cwd`, and with the place of a syntax error, which only the stack tells. */
function reasonOf(error: unknown, cwd: string): string {
  if (!(error instanceof Error)) return String(error);
  const [message = ''] = error.message.split('\n');
  const [, place] = (error instanceof SyntaxError && /^(?:file:\/\/)?(\/?.+:\d+)\n/.exec(error.stack ?? '')) || [];
  const where = place === undefined ? '' : ` (${relative(cwd, place)})`;
  return `${message.trim().replace(/\.$/, '').replaceAll(`${cwd}${sep}`, '')}${where}`;
}
