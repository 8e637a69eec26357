import type { Verdict } from '../verdict/verdict.ts';

/** What a run decided, as far as its consumers ask. */
export interface Decision {
  verdict: Verdict['verdict'];
  /** True only for GO or a valid override. */
  go: boolean;
  /** NO_GO, and what blocks was seen again when it was looked at again. */
  confirmed: boolean;
  /** One line, harmless in logs. */
  summary: string;
}

/** A run that was asked for, as the server tells it. Times are ISO 8601; null until then. */
export interface GateRun extends Omit<Decision, 'verdict'> {
  id: string;
  target: string;
  /** Release that is expected to be served; null when nobody said. */
  release: string | null;
  state: 'queued' | 'running' | 'decided';
  /** PENDING until the run is decided. */
  verdict: Decision['verdict'] | 'PENDING';
  queuedAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

/** A run that goes on in a process of its own. */
export interface RunningChild {
  /** Never rejects: a run that left no verdict is INCONCLUSIVE. */
  decided: Promise<Decision>;
  /** Ends it; what it has seen so far is judged. */
  stop(): void;
}

/** The decision when there is no verdict to read. */
export function undecided(why: string): Decision {
  return { verdict: 'INCONCLUSIVE', go: false, confirmed: false, summary: `INCONCLUSIVE: ${why}` };
}
