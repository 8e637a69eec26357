import { join } from 'node:path';
import { forAzureMessage, forAzureProperty, forVariable } from '../../verdict/neutralise.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import type { Format } from '../format.ts';
import { type Notice, noticesOf } from '../notices.ts';
import { productOf } from '../product.ts';
import { renderSummary } from './summary.ts';

/** The tab of a run shows few issues of a step, and little of each. */
const limits = { most: 10, textLimit: 1900 };

/** Name of the Markdown file; it becomes the title of its section in the run's summary. */
const summaryFile = 'gonogo.md';

/** A logging command (Microsoft documentation, "Logging commands"). Properties and message are foreign text. */
function command(name: string, properties: Record<string, string>, message: string): string {
  const written = Object.entries(properties).map(([key, value]) => `${key}=${forAzureProperty(value)};`);
  return `##vso[${name}${written.length > 0 ? ` ${written.join('')}` : ''}]${forAzureMessage(message)}`;
}

function issue({ level, title, message, advice, code }: Notice): string {
  return command('task.logissue', { type: level, code }, `${title}: ${message}${advice && ` What to do: ${advice}`}`);
}

/** Only a GO without a word is a plain success; a verdict that does not let the pipeline go on fails the step. */
function result(verdict: Verdict): string {
  if (!verdict.go) return 'Failed';
  return verdict.verdict === 'GO' && verdict.warnings.length === 0 ? 'Succeeded' : 'SucceededWithIssues';
}

/** Issues, output variables, the summary and the result of the step, as lines for standard output. */
export function renderCommands(verdict: Verdict, directory: string): string[] {
  const outputs = { verdict: verdict.verdict, go: String(verdict.go), reason: forVariable(verdict.summary.line) };
  return [
    ...noticesOf(verdict, limits).map(issue),
    ...Object.entries(outputs).map(([variable, value]) => command('task.setvariable', { variable, isOutput: 'true' }, value)),
    command('task.uploadsummary', {}, join(directory, summaryFile)),
    command('task.complete', { result: result(verdict) }, verdict.summary.line),
  ];
}

export const format: Format = {
  name: 'azure',
  files: [{ name: summaryFile, render: renderSummary }],
  suits: (environment) => productOf(environment) === 'azure',
  announce: (verdict, _environment, directory) => ({ lines: renderCommands(verdict, directory), appended: [] }),
};
