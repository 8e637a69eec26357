import { UsageError } from '../config/usage-error.ts';
import { given } from '../config/sentence.ts';
import type { Environment } from '../reports/format.ts';
import { FormatError, loadFormats } from '../reports/load-formats.ts';
import { formatModule } from './format-module.ts';
import { usualFormats } from './run-options.ts';

/** The report formats that there are for `--format`. */
export interface FormatNames {
  /** All names: the files of the format folder, and Allure, which is a reporter of its own. Sorted. */
  known: string[];
  /** Those of a run that names none: the usual ones, and the language of the pipeline product at hand. */
  chosen: string[];
  /** Those that were asked for by a path or package: the value of `--format` → URL of its module, which is a format. */
  modules: ReadonlyMap<string, string>;
}

/**
 * Reads the format folder, and the modules that were asked for.
 *
 * @param asked values of `--format`, null when it was not used.
 * @param cwd absolute folder where gonogo was called.
 * @throws UsageError when a path or package is no format.
 */
export async function formatNames(environment: Environment, asked: readonly string[] | null, cwd: string): Promise<FormatNames> {
  const formats = [...(await loadFormats()).values()];
  const known = [...formats.map(({ name }) => name), 'allure'].sort();
  const suitable = formats.filter((format) => format.suits?.(environment)).map(({ name }) => name);
  const modules = new Map<string, string>();
  for (const value of asked ?? []) {
    const url = known.includes(value) ? null : formatModule(value, cwd);
    if (url !== null) modules.set(value, url);
  }
  if (modules.size > 0) await checkModules(modules);
  return { known, chosen: [...usualFormats, ...suitable], modules };
}

/** @throws UsageError when a module is no format. */
async function checkModules(modules: ReadonlyMap<string, string>): Promise<void> {
  try {
    await loadFormats([...modules.values()]);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const value = [...modules].find(([, url]) => url === error.format)?.[0] ?? error.format;
    throw new UsageError(`--format ${given(value)} ${error.message.split('\n')[0]}.`, { cause: error });
  }
}
