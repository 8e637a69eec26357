import { readObservations } from '../reports/collect.ts';
import { WriteError } from '../reports/write.ts';
import { type Baseline, type Taken, learnBaseline } from '../verdict/baseline/baseline.ts';
import { counted } from '../verdict/text.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { saveBaseline } from './baseline-file.ts';
import type { PlannedRun } from './plan.ts';

/** What came of saving a baseline, as a sentence. */
export type Kept = { saved: string } | { unsaved: string };

/**
 * Saves what a run saw as the baseline of later ones: of a GO, or of another verdict when there is a reason, which is kept in
 * the file. A file that cannot be written changes nothing about the verdict.
 */
export async function keepBaseline({ plan, outputDir }: PlannedRun, verdict: Verdict, file: string, reason: string | null): Promise<Kept> {
  if (!verdict.go && reason === null) return { unsaved: `${file} was not saved: the verdict is ${verdict.verdict}, and only a GO is a good release. --force-baseline REASON saves it nevertheless.` };
  const observations = await readObservations(outputDir, plan);
  const baseline = learnBaseline(observations.values(), takenBy(verdict, reason));
  try {
    await saveBaseline(file, baseline);
  } catch (error) {
    if (error instanceof WriteError) return { unsaved: `${file} was not saved: it cannot be written (${error.code}).` };
    throw error;
  }
  return { saved: `Baseline of ${contentsOf(baseline)} saved to ${file}` };
}

function takenBy({ id, target, release, tool, verdict, timing }: Verdict, reason: string | null): Taken {
  const [only, ...others] = release.observed;
  return {
    at: timing.startedAt,
    run: id,
    gonogo: tool.version,
    target: { name: target.name, environment: target.environment },
    release: release.match === true ? release.expected : others.length === 0 ? (only ?? null) : null,
    ...(verdict === 'GO' || reason === null ? {} : { forced: { verdict, reason } }),
  };
}

function contentsOf({ partners }: Baseline): string {
  return counted(Object.keys(partners).length, 'journey');
}
