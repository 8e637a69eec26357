import type { Verdict } from './verdict.ts';

/** How the verdict is told to the shell: with a code of its own for each, or only yes and no. */
export type ExitStyle = 'verdict' | 'binary';

/** Exit code for a usage or configuration error: nothing was judged. */
export const usageExitCode = 2;

/**
 * Exit code for a verdict: 0 GO, 20 NO_GO, 21 INCONCLUSIVE; `binary` folds the last two into 1.
 * A valid override makes `go` true and so the code 0.
 */
export function exitCode(verdict: Pick<Verdict, 'verdict' | 'go'>, style: ExitStyle): number {
  if (verdict.go) return 0;
  if (style === 'binary') return 1;
  return verdict.verdict === 'NO_GO' ? 20 : 21;
}
