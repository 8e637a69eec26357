import { relative, sep } from 'node:path';
import type { ReportSources } from './format.ts';
import { productOf } from './product.ts';

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

/**
 * What stands before the path of an attachment in `junit.xml`: GitLab reads it from the project, Jenkins (its plugin JUnit
 * Attachments) from the root, and others, Azure among them, from beside the file.
 */
export function attachmentFolder(sources: Pick<ReportSources, 'environment' | 'directory'>): string {
  return productOf(sources.environment) === 'jenkins' ? `${sources.directory}${sep}` : (projectFolder(sources) ?? '');
}
