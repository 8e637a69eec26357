import { randomUUID } from 'node:crypto';
import { forGithubMessage, forGithubProperty, forVariable } from '../../verdict/neutralise.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import type { Appendix, Environment, Format } from '../format.ts';
import { type Notice, noticesOf } from '../notices.ts';
import { productOf } from '../product.ts';
import { renderShortSummary } from '../short-summary.ts';
import { renderSummary } from './summary.ts';

/** The runner drops the whole summary of a step beyond 1 MiB (GitHub documentation, "Workflow commands"). */
const summaryBytes = 1_048_576;

/** GitHub shows 10 annotations of a type per step, each of at most 4096 characters: both texts and the words between fit. */
const limits = { most: 10, textLimit: 1900 };

/** Annotations as commands for standard output; line breaks in them are written as `%0A`. */
export function renderAnnotations(verdict: Verdict): string[] {
  return noticesOf(verdict, limits).map(annotation);
}

function annotation({ level, title, message, advice }: Notice): string {
  const lines = [message, advice && `What to do: ${advice}`].filter(Boolean);
  return `::${level} title=${forGithubProperty(title)}::${lines.map(forGithubMessage).join('%0A')}`;
}

/**
 * The outputs `verdict`, `go` and `reason` of the step.
 *
 * @param delimiter one that the values cannot hold, such as a random one.
 */
export function renderOutputs({ verdict, go, summary }: Verdict, delimiter: string): string {
  const values = { verdict, go: String(go), reason: forVariable(summary.line) };
  return Object.entries(values)
    .map(([name, value]) => `${name}<<${delimiter}\n${value}\n${delimiter}\n`)
    .join('');
}

/** Step summaries from the whole report to one line. */
function summaries(verdict: Verdict): string[] {
  return [renderSummary(verdict), renderShortSummary(verdict)].map((text) => `${text.trimEnd()}\n\n`);
}

function appended(verdict: Verdict, environment: Environment): Appendix[] {
  const { GITHUB_STEP_SUMMARY: summary, GITHUB_OUTPUT: output } = environment;
  return [
    ...(summary ? [{ path: summary, texts: summaries(verdict), mostBytes: summaryBytes }] : []),
    ...(output ? [{ path: output, texts: [renderOutputs(verdict, `gonogo_${randomUUID()}`)] }] : []),
  ];
}

export const format: Format = {
  name: 'github',
  files: [],
  suits: (environment) => productOf(environment) === 'github',
  announce: (verdict, environment) => ({ lines: renderAnnotations(verdict), appended: appended(verdict, environment) }),
};
