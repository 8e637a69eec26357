import type { Environment } from '../reports/format.ts';
import { loadFormats } from '../reports/load-formats.ts';

/** Formats of a run that names none. */
const usual = ['html', 'summary', 'junit', 'allure'];

/** The report formats that there are for `--format`. */
export interface FormatNames {
  /** All names: the files of the format folder, and Allure, which is a reporter of its own. Sorted. */
  known: string[];
  /** Those of a run that names none: the usual ones, and the language of the pipeline product at hand. */
  chosen: string[];
}

/** Reads the format folder. */
export async function formatNames(environment: Environment): Promise<FormatNames> {
  const formats = [...(await loadFormats()).values()];
  const suitable = formats.filter((format) => format.suits?.(environment)).map(({ name }) => name);
  return { known: [...formats.map(({ name }) => name), 'allure'].sort(), chosen: [...usual, ...suitable] };
}
