const unitMs: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const longestMs = 24 * 3_600_000;

/**
 * Reads a duration: a whole number and `ms`, `s`, `m` or `h`, more than nothing and at most a day.
 * Returns milliseconds, or null for everything else (`5 min`, `1.5h`, `0s`, `300`).
 */
export function readDuration(value: unknown): number | null {
  const [, digits, unit] = (typeof value === 'string' && /^(\d{1,9})(ms|s|m|h)$/.exec(value)) || [];
  if (digits === undefined || unit === undefined) return null;
  const ms = Number(digits) * (unitMs[unit] ?? 0);
  return ms > 0 && ms <= longestMs ? ms : null;
}

/** What a duration must be, for the sentence that refuses one. */
export const durationRule = 'a duration such as 500ms, 90s, 5m or 2h (a whole number and a unit, 24h at most)';
