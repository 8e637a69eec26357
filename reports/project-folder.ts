import { relative, sep } from 'node:path';
import type { ReportSources } from './format.ts';

/**
 * The output folder as GitLab names it, relative to the project and with a slash at its end (empty for the project itself);
 * null outside of GitLab, or when the folder does not lie in the project.
 */
export function projectFolder({ environment, directory }: Pick<ReportSources, 'environment' | 'directory'>): string | null {
  const project = environment.CI_PROJECT_DIR;
  if (!environment.GITLAB_CI || !project) return null;
  const path = relative(project, directory).split(sep);
  if (path[0] === '..') return null;
  return path[0] === '' ? '' : `${path.join('/')}/`;
}
