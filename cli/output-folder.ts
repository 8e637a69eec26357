import { access, constants, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../config/usage-error.ts';
import { loadFormats } from '../reports/load-formats.ts';
import type { Plan } from '../verdict/plan.ts';
import { outputNames } from '../verdict/wire.ts';

/**
 * Makes the output folder ready: what an earlier run left goes, the verdict first, so that no old verdict can be taken for
 * the new one; anything else in the folder stays. Then the plan is written.
 *
 * @returns path of the plan.
 * @throws UsageError when nothing can be written there.
 */
export async function prepareOutput(outputDir: string, plan: Plan): Promise<string> {
  const planFile = join(outputDir, outputNames.plan);
  try {
    await mkdir(outputDir, { recursive: true });
    await access(outputDir, constants.W_OK);
    const files = [...(await loadFormats(plan.formats)).values()].flatMap(({ files }) => files.map(({ name }) => name));
    for (const name of [outputNames.verdict, ...Object.values(outputNames), ...files, 'test-results']) await rm(join(outputDir, name), { recursive: true, force: true });
    await writeFile(planFile, JSON.stringify(plan, null, 2));
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(`--output ${outputDir} cannot be written to (${why}). Choose a folder that exists or can be made, and that has room.`, { cause: error });
  }
  return planFile;
}
