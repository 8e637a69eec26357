import type { Trigger } from '../verdict/plan.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** One pipeline product: the variable that gives it away, and where it tells who started the run and where to see it. */
interface Pipeline {
  sign: string;
  actor?: string;
  url?(env: Environment): string | undefined;
}

const pipelines: readonly Pipeline[] = [
  {
    sign: 'GITHUB_ACTIONS',
    actor: 'GITHUB_ACTOR',
    url: (env) => joined('/', env['GITHUB_SERVER_URL'], env['GITHUB_REPOSITORY'], 'actions/runs', env['GITHUB_RUN_ID']),
  },
  { sign: 'GITLAB_CI', actor: 'GITLAB_USER_LOGIN', url: (env) => env['CI_JOB_URL'] ?? env['CI_PIPELINE_URL'] },
  {
    sign: 'TF_BUILD',
    actor: 'BUILD_REQUESTEDFOR',
    url: (env) =>
      joined('', env['SYSTEM_TEAMFOUNDATIONCOLLECTIONURI'], env['SYSTEM_TEAMPROJECT'], '/_build/results?buildId=', env['BUILD_BUILDID']),
  },
  { sign: 'JENKINS_URL', actor: 'BUILD_USER_ID', url: (env) => env['BUILD_URL'] },
  { sign: 'BUILDKITE', actor: 'BUILDKITE_BUILD_CREATOR', url: (env) => env['BUILDKITE_BUILD_URL'] },
  { sign: 'TEAMCITY_VERSION', url: (env) => env['BUILD_URL'] },
  { sign: 'CIRCLECI', actor: 'CIRCLE_USERNAME', url: (env) => env['CIRCLE_BUILD_URL'] },
  {
    sign: 'BITBUCKET_BUILD_NUMBER',
    url: (env) =>
      joined('/', 'https://bitbucket.org', env['BITBUCKET_REPO_FULL_NAME'], 'pipelines/results', env['BITBUCKET_BUILD_NUMBER']),
  },
  { sign: 'CI' },
];

/** Tells from the environment whether a pipeline or a person asked for the run, and who and where as far as it says. */
export function detectTrigger(env: Environment): Trigger {
  const pipeline = pipelines.find(({ sign }) => !['', '0', 'false', undefined].includes(env[sign]?.toLowerCase()));
  if (pipeline === undefined) return { type: 'manual' };
  const actor = pipeline.actor === undefined ? undefined : env[pipeline.actor];
  const url = webAddress(pipeline.url?.(env));
  return { type: 'pipeline', ...(actor ? { actor } : {}), ...(url === null ? {} : { url }) };
}

function joined(separator: string, ...parts: (string | undefined)[]): string | undefined {
  return parts.every(Boolean) ? parts.join(separator) : undefined;
}

/** The variable's value when it is an address that may be shown as a link. */
function webAddress(value: string | undefined): string | null {
  const url = value === undefined ? null : URL.parse(value);
  return url !== null && ['http:', 'https:'].includes(url.protocol) && url.username === '' && url.password === '' ? url.href : null;
}
