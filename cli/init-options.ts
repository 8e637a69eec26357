import type { Command } from 'commander';
import { documentPlaceProblem, urlProblem } from '../config/values.ts';
import { UsageError } from '../config/usage-error.ts';
import { filled } from './filled.ts';

/** What was asked for on the command line of `gonogo init`. */
export interface InitOptions {
  /** File or https URL of an OpenAPI document, or file of a Postman collection. */
  source: { openapi: string } | { postman: string };
  /** Where the API is; null for what the document says. */
  url: string | null;
}

const examples = `
Examples:
  gonogo init --openapi openapi.yaml
      write gonogo.config.ts with the calls that the document's examples make
  gonogo init --openapi https://api.example/o.json --url https://uat.example/v1
      the same for an API that is elsewhere than the document says
  gonogo init --postman shop.postman_collection.json
      write it with the requests of a collection that change nothing

Exit codes:
  0   the configuration was written
  2   it was not: there is one already, or the document cannot be used
`;

/** Defines the options of `gonogo init` on a command and calls `action` with them when they are right. */
export function defineInit(command: Command, action: (options: InitOptions) => Promise<void>): Command {
  return command
    .description('Write a configuration to start from.')
    .option('--openapi <file|url>', 'OpenAPI document of a partner API', filled('--openapi'))
    .option('--postman <file>', 'Postman collection, version 2.1', filled('--postman'))
    .option('--url <url>', 'where the API is (default: as the document says)', filled('--url'))
    .addHelpText('after', examples)
    .action((raw: { openapi?: string; postman?: string; url?: string }) => action(initOptions(raw)));
}

function initOptions({ openapi, postman, url }: { openapi?: string; postman?: string; url?: string }): InitOptions {
  const wrong = url === undefined ? null : urlProblem(url);
  if (wrong !== null) throw new UsageError(`--url ${wrong}.`);
  if ((openapi === undefined) === (postman === undefined)) throw new UsageError('gonogo init needs one of --openapi and --postman: what to start from.');
  if (postman !== undefined) return { source: { postman }, url: url ?? null };
  const problem = documentPlaceProblem(openapi ?? '');
  if (problem !== null) throw new UsageError(`--openapi ${problem}.`);
  return { source: { openapi: openapi ?? '' }, url: url ?? null };
}
