import { UsageError } from '../config/usage-error.ts';
import { listed } from '../config/sentence.ts';

/** Variables by which pipeline products tell the commit that they build. */
const commitVariables = ['GITHUB_SHA', 'CI_COMMIT_SHA', 'BUILD_SOURCEVERSION', 'GIT_COMMIT', 'BUILDKITE_COMMIT', 'BUILD_VCS_NUMBER', 'CIRCLE_SHA1', 'BITBUCKET_COMMIT'] as const;

/**
 * The release to expect: the id as it is, or for `ci` the commit that the pipeline tells.
 * @throws UsageError for `ci` where no pipeline tells one
 */
export function expectedRelease(asked: string | null, env: Readonly<Record<string, string | undefined>>): string | null {
  if (asked !== 'ci') return asked;
  const commit = commitVariables.map((name) => env[name]?.trim()).find((value) => value);
  if (commit === undefined) throw new UsageError(`--release ci takes the commit of the pipeline, and none of ${listed(commitVariables)} is set: give the id itself.`);
  return commit;
}
