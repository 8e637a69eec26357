import { forVariable } from '../../verdict/neutralise.ts';
import { clipBytes } from '../../verdict/text.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { outputNames } from '../../verdict/wire.ts';
import type { Format, ReportSources } from '../format.ts';
import { mainReport } from '../main-report.ts';
import { productOf } from '../product.ts';
import { projectFolder } from '../project-folder.ts';
import { shownLinks } from '../shown-links.ts';

/** GitLab takes 5 KB in all and, where nobody raised it, 20 variables (GitLab documentation, `artifacts:reports:dotenv`). */
const valueBytes = { reason: 1000, name: 300 };

/** A label and an address of a link; GitLab refuses the whole file when one is longer. */
const linkLimits = { label: 255, url: 2048, most: 20 };

/** `gitlab.env`: variables for later jobs, for `artifacts:reports:dotenv`. */
export function renderDotenv({ verdict, go, id, summary, target, release }: Verdict): string {
  const values: Record<string, string> = {
    GONOGO_VERDICT: verdict,
    GONOGO_GO: String(go),
    GONOGO_REASON: clipBytes(forVariable(summary.line), valueBytes.reason),
    GONOGO_RUN: clipBytes(forVariable(id), valueBytes.name),
    GONOGO_TARGET: clipBytes(forVariable(target.name), valueBytes.name),
    GONOGO_ENVIRONMENT: clipBytes(forVariable(target.environment), valueBytes.name),
    GONOGO_RELEASE: clipBytes(forVariable(release.expected ?? release.observed[0] ?? ''), valueBytes.name),
  };
  return Object.entries(values).map(([name, value]) => `${name}=${value}\n`).join('');
}

/** `gitlab-annotations.json`: links beside the job, for `artifacts:reports:annotations`. */
export function renderAnnotations(verdict: Verdict, sources: Pick<ReportSources, 'environment' | 'directory' | 'formats'>): string {
  const links = shownLinks([...reportLinks(sources), ...verdict.links], linkLimits);
  return `${JSON.stringify({ gonogo: links.map((link) => ({ external_link: link })) }, null, 2)}\n`;
}

/** The report to open first, and the verdict, among the artifacts of the job, where the job keeps them. */
function reportLinks(sources: Pick<ReportSources, 'environment' | 'directory' | 'formats'>): Verdict['links'] {
  const folder = projectFolder(sources);
  const job = sources.environment.CI_JOB_URL;
  if (folder === null || !job) return [];
  return [...new Set([mainReport(sources.formats), outputNames.verdict])].map((file) => ({ label: `gonogo ${file}`, url: `${job}/artifacts/file/${folder.split('/').map(encodeURIComponent).join('/')}${file}` }));
}

export const format: Format = {
  name: 'gitlab',
  files: [
    { name: 'gitlab.env', render: renderDotenv },
    { name: 'gitlab-annotations.json', render: renderAnnotations },
  ],
  suits: (environment) => productOf(environment) === 'gitlab',
};
