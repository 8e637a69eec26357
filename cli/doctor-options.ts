import type { Command } from 'commander';
import { filled } from './filled.ts';

/** What was asked for on the command line of `gonogo doctor`. */
export interface DoctorOptions {
  url: string | null;
  config: string | undefined;
  target: string | null;
  browser: string | null;
}

const help = `
Starts the browser, reads the configuration and its secrets, and asks each host
of the run once, with HEAD and without secrets. Nothing is judged.

Examples:
  gonogo doctor
  gonogo doctor https://shop.example
  gonogo doctor --config gonogo.config.ts --target production

Exit codes:
  0   a run could judge from here
  2   it could not; each line with ✘ says why, and what to do
`;

/** Defines the options of `gonogo doctor` on a command and calls `action` with them. */
export function defineDoctor(command: Command, action: (options: DoctorOptions) => Promise<void>): Command {
  return command
    .description('Say in plain words whether a run could judge from this machine.')
    .argument('[url]', 'where the release is; overrides the URL of the target')
    .option('--config <file>', 'configuration (default: gonogo.config.* here)', filled('--config'))
    .option('--target <name>', 'target of the configuration', filled('--target'))
    .option('--browser <path|channel>', 'browser to use, such as chrome', filled('--browser'))
    .addHelpText('after', help)
    .action((url: string | undefined, { config, target, browser }: { config?: string; target?: string; browser?: string }) => action({ url: url ?? null, config, target: target ?? null, browser: browser ?? null }));
}
