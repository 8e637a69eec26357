import type { Command } from 'commander';
import { filled } from './filled.ts';

/** What was asked for on the command line of `gonogo show`. */
export interface ShowOptions {
  /** Output folder or verdict file as given; null for the default folder. */
  path: string | null;
  open: boolean;
  json: boolean;
}

const examples = `
Examples:
  gonogo show
      the verdict of the last run, from gonogo-report/
  gonogo show downloads/gonogo-report --open
      the verdict of a pipeline's artifact, and its report in the browser
  gonogo show gonogo-report/verdict.json --json
      the document as it was written

Exit codes:
  0   the verdict was shown, whatever it is
  1   the report could not be opened
  2   there is no verdict, or the file is none
`;

/** Defines the options of `gonogo show` on a command and calls `action` with them. */
export function defineShow(command: Command, action: (options: ShowOptions) => Promise<void>): Command {
  return command
    .description('Print the verdict of an earlier run again.')
    .argument('[path]', 'output folder or verdict.json (default: gonogo-report)', filled('The path of gonogo show'))
    .option('--open', 'open report.html as well')
    .option('--json', 'the document on stdout and nothing else')
    .addHelpText('after', examples)
    .action((path: string | undefined, raw: { open?: boolean; json?: boolean }) => action({ path: path ?? null, open: raw.open ?? false, json: raw.json ?? false }));
}
