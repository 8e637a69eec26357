import { exitCode } from '../verdict/exit-code.ts';
import { forCiLog } from '../verdict/neutralise.ts';
import { readVerdict } from '../verdict/read-verdict.ts';
import { clip, oneLine } from '../verdict/text.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { type Decision, undecided } from './run-record.ts';

/** How the process of a run ended and what it left. */
export interface RunEnd {
  target: string;
  /** Exit code; null when it was killed or could not be started. */
  code: number | null;
  /** Text of its verdict file; null when there is none. */
  document: string | null;
  /** What it said last on standard error. */
  said: string;
}

/**
 * The decision of a run. Only a verdict document of this target that agrees with the exit code counts;
 * everything else is INCONCLUSIVE.
 */
export function decide({ target, code, document, said }: RunEnd): Decision {
  const end = `the run ended ${code === null ? 'by a signal' : `with code ${code}`}`;
  if (document === null) {
    const why = oneLine(said);
    return undecided(forCiLog(clip(`${end} and left no verdict${why === '' ? '' : `: ${why}`}`, 300)));
  }
  const read = readVerdict(document);
  if ('problem' in read) return undecided(`${end}, and its verdict ${read.problem}`);
  const { verdict } = read;
  if (verdict.target.name !== target) return undecided(`${end}, and its verdict is of another target`);
  if (code !== exitCode(verdict, 'verdict')) return undecided(`${end}, which its verdict ${verdict.verdict} does not explain`);
  return { verdict: verdict.verdict, go: verdict.go, confirmed: isConfirmed(verdict), summary: forCiLog(verdict.summary.line) };
}

function isConfirmed({ verdict, go, reasons, checks }: Verdict): boolean {
  if (verdict !== 'NO_GO' || go) return false;
  return checks.some(({ id, findings }) => findings.some(({ code, confirmed }) => confirmed && reasons.some((reason) => reason.check === id && reason.code === code)));
}
