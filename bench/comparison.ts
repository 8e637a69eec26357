import type { Measured } from './measure.ts';
import { median, pairedRatios, withSpread } from './statistics.ts';

/** Columns of a table of commands; see `measuredRow`. */
export const measuredColumns = ['command', 'exit s', 'CPU s', 'peak MB', 'processes'];

/** What a command took, as a row: medians, with the spread where it matters. */
export function measuredRow(name: string, runs: readonly Measured[]): string[] {
  return [
    name,
    withSpread(runs.map(({ exitMs }) => exitMs / 1000), 1),
    withSpread(runs.map(({ cpuMs }) => cpuMs / 1000), 1),
    median(runs.map(({ peakBytes }) => peakBytes / 2 ** 20)).toFixed(0),
    String(median(runs.map(({ processes }) => processes))),
  ];
}

/** A ratio with its target, as a row: median and spread of the ratios of the pairs. */
export function ratioRow(name: string, runs: readonly Measured[], reference: readonly Measured[], figure: (run: Measured) => number, target: number | null): string[] {
  const ratios = pairedRatios(runs.map(figure), reference.map(figure));
  const verdict = target === null ? '' : median(ratios) <= target ? 'met' : 'missed';
  return [name, withSpread(ratios, 2), target === null ? '–' : `≤ ${target}`, verdict];
}

export const ratioColumns = ['ratio of pairs', 'median (spread)', 'target', ''];
