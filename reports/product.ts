import type { Environment } from './format.ts';

/** Pipeline products that tell by a variable that they are there; the first that does is the one. */
const signs = [
  ['github', 'GITHUB_ACTIONS'],
  ['gitlab', 'GITLAB_CI'],
  ['azure', 'TF_BUILD'],
  ['jenkins', 'JENKINS_URL'],
  ['buildkite', 'BUILDKITE'],
  ['teamcity', 'TEAMCITY_VERSION'],
  ['octopus', 'OctopusCalamariWorkingDirectory'],
  ['circleci', 'CIRCLECI'],
  ['bitbucket', 'BITBUCKET_BUILD_NUMBER'],
  ['another', 'CI'],
] as const;

export type Product = (typeof signs)[number][0];

/** The pipeline product that runs us, or null for a person. One at most, however many variables an agent inherited. */
export function productOf(environment: Environment): Product | null {
  const found = signs.find(([, sign]) => !['', '0', 'false', undefined].includes(environment[sign]?.toLowerCase()));
  return found?.[0] ?? null;
}
