/** The middle value; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return Number.NaN;
  return sorted.length % 2 === 1 ? (sorted[Math.floor(middle)] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** Median with the smallest and the largest value: `4.1 (3.9–5.0)`. */
export function withSpread(values: readonly number[], digits: number): string {
  const shown = (value: number) => value.toFixed(digits);
  if (values.length < 2) return shown(median(values));
  return `${shown(median(values))} (${shown(Math.min(...values))}–${shown(Math.max(...values))})`;
}

/** Ratios of runs that were made in pairs, so that noise which met both cancels out. */
export function pairedRatios(measured: readonly number[], reference: readonly number[]): number[] {
  return measured.map((value, index) => value / (reference[index] ?? Number.NaN));
}
