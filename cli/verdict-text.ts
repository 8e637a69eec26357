import { join } from 'node:path';
import { hasHyperlinks } from '../reports/hyperlink.ts';
import { shownPath } from '../reports/shown-path.ts';
import { renderTerminal } from '../reports/terminal.ts';
import type { Verdict } from '../verdict/verdict.ts';

/**
 * The verdict as standard output can show it.
 *
 * @param outputDir absolute
 * @param report name of the file in it to open first
 */
export function verdictText(verdict: Verdict, outputDir: string, report: string): string {
  return renderTerminal(verdict, {
    // A terminal that does not know its size says 0.
    columns: process.stdout.columns || 80,
    color: usesColour(process.stdout),
    directory: shownPath(outputDir),
    report,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    link: hasHyperlinks(process.env, process.stdout.isTTY) ? join(outputDir, report) : undefined,
  });
}

/** Colour on a terminal only, and as the user's `NO_COLOR` and `FORCE_COLOR` say. */
export function usesColour(stream: NodeJS.WriteStream): boolean {
  if (process.env.NO_COLOR) return false;
  if (process.env.FORCE_COLOR) return process.env.FORCE_COLOR !== '0';
  return stream.isTTY && stream.hasColors();
}
