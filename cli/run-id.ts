import { randomBytes } from 'node:crypto';

/** A new run id: the time for people, and 48 random bits so that two runs never share one. */
export function newRunId(now: Date): string {
  return `${now.toISOString().replace(/[-:]|\.\d+/g, '')}-${randomBytes(6).toString('hex')}`;
}
