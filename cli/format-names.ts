import { loadFormats } from '../reports/load-formats.ts';

/** Names that `--format` knows: the files of the format folder, and Allure, which is a reporter of its own. */
export async function formatNames(): Promise<string[]> {
  return [...(await loadFormats()).keys(), 'allure'].sort();
}
