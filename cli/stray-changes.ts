import { join } from 'node:path';
import type { CleanupJournal } from '../fixtures/cleanup-journal.ts';
import { shownPath } from '../reports/shown-path.ts';
import { shownText } from '../reports/shown-text.ts';
import type { Plan } from '../verdict/plan.ts';
import { journalFile, journalFolder } from '../verdict/wire.ts';

/** A sentence for each change that an earlier run may have left at a partner, and that no journey of this run can undo. */
export function strayChanges(journal: CleanupJournal, outputDir: string, plan: Pick<Plan, 'journeys'>): string[] {
  const planned = new Set(plan.journeys.map(({ id }) => id));
  const strays = journal.all().filter(({ subject }) => !planned.has(subject));
  return strays.map(({ run, subject, origin, startedAt, sent }) =>
    shownText(`warning: run ${run} ended ${startedAt} before the clean-up of ${subject.replace(/^api:/, '')} at ${origin}, after ${sent.slice(0, 3).map(({ method, url }) => `${method} ${url}`).join(', ')}, and this run has no such journey. Clean up by hand, then delete ${shownPath(join(outputDir, journalFolder, journalFile(run, subject)))}.`, 600),
  );
}
