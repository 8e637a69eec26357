import type { Command } from 'commander';
import { documentPlaceProblem, urlProblem } from '../config/values.ts';
import { UsageError } from '../config/usage-error.ts';
import { filled } from './filled.ts';

/** What was asked for on the command line of `gonogo init`. */
export interface InitOptions {
  /** File or https URL of an OpenAPI document. */
  openapi: string;
  /** Where the API is; null for the first server of the document. */
  url: string | null;
}

const examples = `
Examples:
  gonogo init --openapi openapi.yaml
      write gonogo.config.ts with the calls that the document's examples make
  gonogo init --openapi https://api.example/o.json --url https://uat.example/v1
      the same for an API that is elsewhere than the document says

Exit codes:
  0   the configuration was written
  2   it was not: there is one already, or the document cannot be used
`;

/** Defines the options of `gonogo init` on a command and calls `action` with them when they are right. */
export function defineInit(command: Command, action: (options: InitOptions) => Promise<void>): Command {
  return command
    .description('Write a configuration to start from.')
    .requiredOption('--openapi <file|url>', 'OpenAPI document of a partner API', filled('--openapi'))
    .option('--url <url>', 'where the API is (default: the first server of the document)', filled('--url'))
    .addHelpText('after', examples)
    .action(({ openapi, url }: { openapi: string; url?: string }) => action(initOptions(openapi, url)));
}

function initOptions(openapi: string, url: string | undefined): InitOptions {
  const problem = documentPlaceProblem(openapi);
  if (problem !== null) throw new UsageError(`--openapi ${problem}.`);
  const wrong = url === undefined ? null : urlProblem(url);
  if (wrong !== null) throw new UsageError(`--url ${wrong}.`);
  return { openapi, url: url ?? null };
}
