import type { Command } from 'commander';
import { filled } from './filled.ts';

/** What was asked for on the command line of `gonogo compare`. */
export interface CompareOptions {
  /** Files of the snapshots, as given. */
  reference: string;
  observed: string;
  /** Configuration with the differences that are expected, as given. */
  config: string | undefined;
  json: boolean;
}

const help = `
Examples:
  gonogo compare uat.json production.json
  gonogo compare last-go.json now.json --json

Exit codes:
  0   nothing differs but what drift.same and drift.expected declare
  20  something differs
  2   wrong option, configuration or file; nothing was compared
`;

/** Defines the options of `gonogo compare` on a command and calls `action` with them when they are right. */
export function defineCompare(command: Command, action: (options: CompareOptions) => Promise<void>): Command {
  return command
    .description('Compare two snapshots, value by value.')
    .argument('<a>', 'snapshot that is as it should be')
    .argument('<b>', 'snapshot that is compared with it')
    .option('--config <file>', 'configuration that declares expected differences (default: gonogo.config.* here)', filled('--config'))
    .option('--json', 'the differences as JSON on stdout and nothing else')
    .addHelpText('after', help)
    .action((reference: string, observed: string, raw: { config?: string; json?: boolean }) => action({ reference, observed, config: raw.config, json: raw.json ?? false }));
}
