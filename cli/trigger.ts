import type { Environment } from '../reports/format.ts';
import { type Product, productOf } from '../reports/product.ts';
import { webAddress } from '../reports/web-address.ts';
import type { Trigger } from '../verdict/plan.ts';

/** Where a pipeline product tells who started the run and where to see it. */
interface Pipeline {
  /** Name of the variable. */
  actor?: string;
  url?(env: Environment): string | undefined;
}

const pipelines: Readonly<Record<Product, Pipeline>> = {
  github: {
    actor: 'GITHUB_ACTOR',
    url: (env) => joined('/', env['GITHUB_SERVER_URL'], env['GITHUB_REPOSITORY'], 'actions/runs', env['GITHUB_RUN_ID']),
  },
  gitlab: { actor: 'GITLAB_USER_LOGIN', url: (env) => env['CI_JOB_URL'] ?? env['CI_PIPELINE_URL'] },
  azure: {
    actor: 'BUILD_REQUESTEDFOR',
    url: (env) =>
      joined('', env['SYSTEM_TEAMFOUNDATIONCOLLECTIONURI'], env['SYSTEM_TEAMPROJECT'], '/_build/results?buildId=', env['BUILD_BUILDID']),
  },
  jenkins: { actor: 'BUILD_USER_ID', url: (env) => env['BUILD_URL'] },
  buildkite: { actor: 'BUILDKITE_BUILD_CREATOR', url: (env) => env['BUILDKITE_BUILD_URL'] },
  teamcity: { url: (env) => env['BUILD_URL'] },
  octopus: {},
  circleci: { actor: 'CIRCLE_USERNAME', url: (env) => env['CIRCLE_BUILD_URL'] },
  bitbucket: {
    url: (env) =>
      joined('/', 'https://bitbucket.org', env['BITBUCKET_REPO_FULL_NAME'], 'pipelines/results', env['BITBUCKET_BUILD_NUMBER']),
  },
  another: {},
};

/** Tells from the environment whether a pipeline or a person asked for the run, and who and where as far as it says. */
export function detectTrigger(env: Environment): Trigger {
  const product = productOf(env);
  if (product === null) return { type: 'manual' };
  const pipeline = pipelines[product];
  const actor = pipeline.actor === undefined ? undefined : env[pipeline.actor];
  const url = webAddress(pipeline.url?.(env));
  return { type: 'pipeline', ...(actor ? { actor } : {}), ...(url === null ? {} : { url }) };
}

function joined(separator: string, ...parts: (string | undefined)[]): string | undefined {
  return parts.every(Boolean) ? parts.join(separator) : undefined;
}
