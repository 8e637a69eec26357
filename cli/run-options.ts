import { Command, CommanderError } from 'commander';
import { UsageError } from '../config/usage-error.ts';
import { given, listed, mustBe } from '../config/sentence.ts';
import { isHeaderName, isHeaderValue, pathProblem, safeMethods, urlProblem } from '../config/values.ts';
import { durationRule, readDuration } from '../config/duration.ts';
import type { ExitStyle } from '../verdict/exit-code.ts';
import { readInstant } from './deployed-at.ts';
import { filled } from './filled.ts';
import { usageSentence } from './usage-sentence.ts';

/** Formats of a run that names none. */
export const usualFormats = ['html', 'summary', 'junit', 'allure'];

/** One call that was asked for on the command line; it changes nothing at the other side. */
export interface ApiOption {
  method: string;
  /** Path on the origin of the target, with query if need be. */
  path: string;
}

/** What was asked for on the command line of `gonogo run`, checked as far as it can be without a configuration. */
export interface RunOptions {
  /** The URL argument: absolute, http(s), without credentials. */
  url: string | null;
  config: string | undefined;
  target: string | null;
  pages: string[];
  api: ApiOption[];
  release: string | null;
  /** Snapshot that the environment is compared with, as given; null for none. */
  reference: string | null;
  /** ISO instant in UTC; null when the option was not used. */
  deployedAt: string | null;
  deadlineMs: number | null;
  /** Folder as given, relative to where gonogo was called. */
  output: string | null;
  /** Names as given, null when the option was not used. They are checked when the run is planned. */
  formats: string[] | null;
  /** How many pages and journeys are observed at once, null for the runner's own choice. */
  concurrency: number | null;
  /** Lower-case name → value. */
  headers: Record<string, string>;
  browser: string | null;
  /** PEM file of the key that signs the verdict, null when it stays unsigned. */
  signKey: string | null;
  /** File with the last good release to compare with, null when nothing is compared. */
  baseline: string | null;
  /** File that a good release is saved to, null when it is not. */
  saveBaseline: string | null;
  /** Why another verdict than GO is saved too; null when it is not. */
  forceBaseline: string | null;
  exitStyle: ExitStyle;
  dryRun: boolean;
  json: boolean;
}

/** The options as commander collects them. */
interface RawOptions {
  config?: string;
  target?: string;
  page?: string[];
  api?: string[];
  release?: string;
  reference?: string;
  deployedAt?: string;
  deadline?: number;
  output?: string;
  format?: string[];
  concurrency?: number;
  header?: Record<string, string>;
  browser?: string;
  signKey?: string;
  baseline?: string;
  saveBaseline?: string;
  forceBaseline?: string;
  exitStyle?: ExitStyle;
  dryRun?: boolean;
  json?: boolean;
}

const examples = `
Examples:
  gonogo run https://shop.example
      look at one page, without a configuration
  gonogo run https://shop.example --page / /cart --api "GET /api/health"
      look at two pages and one API path
  gonogo run --target production --release 2026.11.3 --deadline 5m
      check what the configuration lists
  gonogo run --dry-run
      say what would be checked and do nothing

Exit codes:
  0   GO
  20  NO_GO
  21  INCONCLUSIVE: not enough was seen to decide
  2   wrong option or configuration; nothing was judged
  Any other code is not a verdict.
`;

/** Defines the options of `gonogo run` on a command and calls `action` with them when they are right. */
export function defineRun(command: Command, action: (options: RunOptions) => Promise<void> | void): Command {
  return command
    .description('Look at the release and decide: GO, NO_GO or INCONCLUSIVE.')
    .argument('[url]', 'where the release is; overrides the URL of the target')
    .optionsGroup('What to check:')
    .option('--config <file>', 'configuration (default: gonogo.config.* here)', filled('--config'))
    .option('--target <name>', 'target of the configuration', filled('--target'))
    .option('--page <path...>', 'page to look at; may be repeated', appended)
    .option('--api <call...>', 'API path to call, as "[METHOD ]PATH"; may be repeated', appended)
    .option('--header <"name: value">', 'sent with pages and --api calls; may be repeated', withHeader)
    .option('--release <id>', 'release that is expected to be served; ci: the commit of the pipeline', filled('--release'))
    .option('--reference <file>', 'compare the environment with this snapshot', filled('--reference'))
    .option('--deployed-at <instant>', 'when the release was deployed, such as 2026-11-25T15:04:00Z', instantOf)
    .option('--baseline <file>', 'compare with the last good release', filled('--baseline'))
    .optionsGroup('How to run:')
    .option('--deadline <duration>', 'time for the whole run (default: 5m)', deadlineOf)
    .option('--concurrency <n>', 'how much is looked at at the same time', concurrencyOf)
    .option('--browser <path|channel>', 'browser to use, such as chrome', filled('--browser'))
    .option('--dry-run', 'only say what would be checked')
    .optionsGroup('What to leave:')
    .option('--output <dir>', 'folder of the reports (default: gonogo-report)', filled('--output'))
    .option('--format <list>', `reports to write, by comma: names, paths or packages (default: ${usualFormats.join(',')}, and the language of the pipeline)`, withFormats)
    .option('--save-baseline <file>', 'save a GO as what later runs compare with', filled('--save-baseline'))
    .option('--force-baseline <reason>', 'save it whatever the verdict is; the reason is kept', filled('--force-baseline'))
    .option('--sign-key <file>', 'sign the verdict with this private key, PEM: in-toto.dsse.json', filled('--sign-key'))
    .option('--exit-style <style>', 'exit codes: verdict (0, 20, 21; the default) or binary (0, 1)', exitStyleOf)
    .option('--json', 'the verdict on stdout and nothing else')
    .optionsGroup('Options:')
    .addHelpText('after', examples)
    .action((url: string | undefined, raw: RawOptions) => action(runOptions(url, raw)));
}

/**
 * Reads the arguments that follow `gonogo run`.
 * @throws UsageError with one sentence for whatever is wrong
 */
export function parseRunOptions(argv: readonly string[]): RunOptions {
  const parsed: RunOptions[] = [];
  const quiet = { writeOut: () => {}, writeErr: () => {} };
  const command = defineRun(new Command('run').exitOverride().configureOutput(quiet), (options) => void parsed.push(options));
  try {
    command.parse(argv, { from: 'user' });
  } catch (error) {
    throw error instanceof CommanderError ? new UsageError(usageSentence(error, 'gonogo run')) : error;
  }
  const [options] = parsed;
  if (options === undefined) throw new UsageError('the options of gonogo run were not read.');
  return options;
}

function runOptions(argument: string | undefined, raw: RawOptions): RunOptions {
  const { url, pages, calls } = splitUrl(argument, raw);
  const problem = url === undefined ? null : urlProblem(url);
  if (problem !== null) throw new UsageError(`The URL argument ${problem}.${schemeHint(url)}`);
  for (const page of pages) {
    const wrong = pathProblem(page);
    if (wrong !== null) throw new UsageError(`--page ${wrong}.`);
  }
  if (raw.forceBaseline !== undefined && raw.saveBaseline === undefined) throw new UsageError('--force-baseline needs --save-baseline with the file to save.');
  return {
    url: url ?? null,
    config: raw.config,
    target: raw.target ?? null,
    pages,
    api: calls.map(apiOf),
    release: raw.release ?? null,
    reference: raw.reference ?? null,
    deployedAt: raw.deployedAt ?? null,
    deadlineMs: raw.deadline ?? null,
    output: raw.output ?? null,
    formats: raw.format ?? null,
    concurrency: raw.concurrency ?? null,
    headers: raw.header ?? {},
    browser: raw.browser ?? null,
    signKey: raw.signKey ?? null,
    baseline: raw.baseline ?? null,
    saveBaseline: raw.saveBaseline ?? null,
    forceBaseline: raw.forceBaseline ?? null,
    exitStyle: raw.exitStyle ?? 'verdict',
    dryRun: raw.dryRun ?? false,
    json: raw.json ?? false,
  };
}

/** `--page` and `--api` take all values that follow, so a URL that stands last lands among them: it is the argument. */
function splitUrl(argument: string | undefined, { page = [], api = [] }: RawOptions): { url: string | undefined; pages: string[]; calls: string[] } {
  const isUrl = (value: string) => /^https?:\/\//i.test(value);
  if (argument !== undefined) return { url: argument, pages: page, calls: api };
  return {
    url: [...page, ...api].find(isUrl),
    pages: withoutFirst(page, isUrl),
    calls: page.some(isUrl) ? api : withoutFirst(api, isUrl),
  };
}

function withoutFirst(values: readonly string[], matches: (value: string) => boolean): string[] {
  const index = values.findIndex(matches);
  return values.filter((_, position) => position !== index);
}

function schemeHint(url: string | undefined): string {
  return url !== undefined && /^[\w-]+(\.[\w-]+)+(:\d+)?(\/|$)|^localhost/.test(url) ? ` Write https://${url}.` : '';
}

function apiOf(call: string): ApiOption {
  const [first = '', ...rest] = call.trim().split(/\s+/);
  const [method, path] = rest.length === 0 ? ['GET', first] : [first.toUpperCase(), rest.join(' ')];
  if (!safeMethods.includes(method)) {
    const advice = 'write a call that changes something as a step of partners[] in the configuration, with mutates: true';
    throw new UsageError(`--api must use ${listed(safeMethods)}, but is ${given(call)}: ${advice}.`);
  }
  if (pathProblem(path) !== null) throw new UsageError(`--api ${mustBe('"[METHOD ]PATH" with a path that starts with one /', call)}.`);
  return { method, path };
}

function appended(value: string, previous: string[] = []): string[] {
  return [...previous, value];
}

function withHeader(line: string, previous: Record<string, string> = {}): Record<string, string> {
  const [, name = '', value = ''] = /^([^:]*):\s*(.*?)\s*$/s.exec(line) ?? [];
  if (!isHeaderName(name) || value === '' || !isHeaderValue(value)) {
    const shown = name === '' ? 'has no name' : isHeaderName(name) ? `has no value that HTTP allows for ${name}` : `has the name ${given(name)}`;
    throw new UsageError(`--header must be "NAME: VALUE" as HTTP allows it, but ${shown}.`);
  }
  return { ...previous, [name.toLowerCase()]: value };
}

function withFormats(list: string, previous: string[] = []): string[] {
  const names = list.split(',').map((name) => name.trim());
  if (names.includes('')) throw new UsageError(`--format ${mustBe('names of reports with commas between them, such as summary,junit', list)}.`);
  return [...previous, ...names];
}

function deadlineOf(value: string): number {
  const ms = readDuration(value);
  if (ms === null) throw new UsageError(`--deadline ${mustBe(durationRule, value)}.`);
  return ms;
}

function instantOf(value: string): string {
  const instant = readInstant(value);
  if (instant === null) throw new UsageError(`--deployed-at ${mustBe('a date and time with Z or an offset, such as 2026-11-25T15:04:00Z', value)}.`);
  return instant;
}

function concurrencyOf(value: string): number {
  if (!/^[1-9]\d?$/.test(value)) throw new UsageError(`--concurrency ${mustBe('a whole number from 1 to 99', value)}.`);
  return Number(value);
}

function exitStyleOf(value: string): ExitStyle {
  if (value === 'verdict' || value === 'binary') return value;
  throw new UsageError(`--exit-style ${mustBe('verdict or binary', value)}.`);
}
