import type { Command } from 'commander';
import { UsageError } from '../config/usage-error.ts';
import { filled } from './filled.ts';
import { type RunOptions, parseRunOptions } from './run-options.ts';

/** What was asked for on the command line of `gonogo snapshot`. */
export interface SnapshotOptions {
  /** What is looked at, as for a run. */
  run: RunOptions;
  /** File to write, as given. */
  output: string;
  /** Snapshot whose salt is taken, so that secret values can be compared; null for a new salt. */
  reference: string | null;
}

const help = `
Captures what an outside observer sees of an environment, and what the
configuration names under drift: headers, policy, cookies, other parties,
configuration, flags, API versions. Secret values leave as salted hashes only.

Examples:
  gonogo snapshot https://uat.shop.example --output uat.json
  gonogo snapshot --target production --reference uat.json --output prod.json
  gonogo compare uat.json prod.json

Exit codes:
  0   written
  2   wrong option, configuration or file, or nothing answered
`;

interface RawOptions {
  config?: string;
  target?: string;
  page?: string[];
  api?: string[];
  header?: string[];
  browser?: string;
  output?: string;
  reference?: string;
}

/** Defines the options of `gonogo snapshot` on a command and calls `action` with them when they are right. */
export function defineSnapshot(command: Command, action: (options: SnapshotOptions) => Promise<void>): Command {
  const repeated = (value: string, previous: string[] = []) => [...previous, value];
  return command
    .description('Capture an environment, to compare it with another one or a later day.')
    .argument('[url]', 'where the environment is; overrides the URL of the target')
    .option('--output <file>', 'file to write', filled('--output'))
    .option('--config <file>', 'configuration (default: gonogo.config.* here)', filled('--config'))
    .option('--target <name>', 'target of the configuration', filled('--target'))
    .option('--page <path...>', 'page to look at; may be repeated', repeated)
    .option('--api <call...>', 'API path to call, as "[METHOD ]PATH"; may be repeated', repeated)
    .option('--header <"name: value">', 'sent with pages and --api calls; may be repeated', repeated)
    .option('--reference <file>', 'use the salt of this snapshot, to compare secret values with it', filled('--reference'))
    .option('--browser <path|channel>', 'browser to use, such as chrome', filled('--browser'))
    .addHelpText('after', help)
    .action((url: string | undefined, raw: RawOptions) => action(snapshotOptions(url, raw)));
}

function snapshotOptions(url: string | undefined, { output, reference, page = [], api = [], header = [], config, target, browser }: RawOptions): SnapshotOptions {
  if (output === undefined) throw new UsageError('gonogo snapshot needs --output with the file to write.');
  const single = { '--config': config, '--target': target, '--browser': browser };
  const argv = [
    ...(url === undefined ? [] : [url]),
    ...Object.entries(single).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`])),
    ...page.map((path) => `--page=${path}`),
    ...api.map((call) => `--api=${call}`),
    ...header.map((line) => `--header=${line}`),
  ];
  return { run: parseRunOptions(argv), output, reference: reference ?? null };
}
