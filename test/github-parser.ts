import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as workflows from '@actions/workflow-parser';
import type * as actions from '@actions/workflow-parser/actions/action-parser';
import { build } from 'esbuild';
import { temporaryFolder } from './cli-run.ts';

/** The problems that GitHub's own parser has with an `action.yml` or a workflow. */
export type GithubParser = (kind: 'action' | 'workflow', content: string) => string[];

/** Loads the parser. It imports JSON as only bundlers do, and so is bundled first. */
export async function loadGithubParser(): Promise<GithubParser> {
  const file = join(await temporaryFolder(), 'parser.mjs');
  const contents = 'export * from "@actions/workflow-parser"; export * from "@actions/workflow-parser/actions/action-parser";';
  const { outputFiles } = await build({ stdin: { contents, resolveDir: resolve(import.meta.dirname, '..') }, bundle: true, platform: 'node', format: 'esm', write: false, logLevel: 'silent', banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' } });
  await writeFile(file, outputFiles[0]?.contents ?? '');
  const { NoOperationTraceWriter, parseAction, parseWorkflow } = (await import(pathToFileURL(file).href)) as typeof workflows & typeof actions;
  return (kind, content) => {
    const parse = kind === 'action' ? parseAction : parseWorkflow;
    return parse({ name: `${kind}.yml`, content }, new NoOperationTraceWriter()).context.errors.getErrors().map(({ message }) => message);
  };
}
