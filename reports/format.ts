import type { Verdict } from '../verdict/verdict.ts';

/** A report: one file in `formats/` that exports it as `format`. */
export interface Format {
  /** Name for `--format`. */
  name: string;
  /** File name in the output folder. */
  file: string;
  render(verdict: Verdict): string;
}
