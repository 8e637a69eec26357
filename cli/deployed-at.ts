import type { Environment } from '../reports/format.ts';

/** Variables that tell when the deploy was: our own, and the start of the job of GitLab that runs after it. */
const variables = ['GONOGO_DEPLOYED_AT', 'CI_JOB_STARTED_AT'];

/**
 * Reads an instant: date, time, and an offset or Z, so that it means the same everywhere.
 * Returns it in UTC, or null for everything else (`today`, `2026-11-25 15:00`, a time without an offset).
 */
export function readInstant(text: string): string | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)$/.test(text)) return null;
  const ms = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}

/** When the release was deployed, as far as the environment says it. */
export function detectDeploy(env: Environment): string | null {
  for (const name of variables) {
    const found = readInstant(env[name] ?? '');
    if (found !== null) return found;
  }
  return null;
}
