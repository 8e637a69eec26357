import { join } from 'node:path';
import { forOctopus } from '../../verdict/neutralise.ts';
import { bytesOf } from '../../verdict/text.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { encodeVerdict, outputNames } from '../../verdict/wire.ts';
import type { Format } from '../format.ts';
import { noticesOf } from '../notices.ts';
import { productOf } from '../product.ts';

/** The task log shows a line each. */
const limits = { most: 10, textLimit: 1000 };

/** A service message (Octopus documentation, "Logging messages"): every value is base64. */
function message(name: string, values: Record<string, string>): string {
  const written = Object.entries(values).map(([key, value]) => ` ${key}='${value}'`);
  return `##octopus[${name}${written.join('')}]`;
}

/** A text of our own, such as a path, which has to arrive unchanged. */
function unchanged(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

/** Reasons and warnings as log lines of their level, indented so that no foreign text starts one. */
function logged(verdict: Verdict): string[] {
  const notices = noticesOf(verdict, limits).flatMap(({ level, title, message: text, advice }) => [message(`stdout-${level}`, {}), `  ${title}: ${text}${advice && ` What to do: ${advice}`}`]);
  return notices.length > 0 ? [...notices, message('stdout-default', {})] : [];
}

/** Output variables, log lines, the verdict as an artifact, and why the step failed, as lines for standard output. */
export function renderMessages(verdict: Verdict, directory: string): string[] {
  const variables = { GonogoVerdict: verdict.verdict, GonogoGo: String(verdict.go), GonogoReason: verdict.summary.line, GonogoRun: verdict.id };
  const artifact = { path: unchanged(join(directory, outputNames.verdict)), name: unchanged(outputNames.verdict), length: unchanged(String(bytesOf(encodeVerdict(verdict)))) };
  return [
    ...Object.entries(variables).map(([name, value]) => message('setVariable', { name: unchanged(name), value: forOctopus(value) })),
    ...logged(verdict),
    message('createArtifact', artifact),
    ...(verdict.go ? [] : [message('resultMessage', { message: forOctopus(verdict.summary.line) })]),
  ];
}

export const format: Format = {
  name: 'octopus',
  files: [],
  suits: (environment) => productOf(environment) === 'octopus',
  announce: (verdict, _environment, directory) => ({ lines: renderMessages(verdict, directory), appended: [] }),
};
