import { type Decision, type GateRun, type RunningChild, undecided } from './run-record.ts';

/** What is asked for. */
export interface RunRequest {
  target: string;
  release: string | null;
  /** Requests of one key are one run; null for a run of its own. */
  key: string | null;
}

/** Why no run was made: too many wait, the server ends, or the key belongs to a run of another release. */
export type Refusal = 'full' | 'closing' | 'key-reused';

/** Bounds of what is done and kept. */
export interface RunLimits {
  /** Runs that go on at once, one of each target at most. */
  running: number;
  /** Runs that wait. */
  queued: number;
  /** Decided runs that are remembered. */
  kept: number;
  /** Milliseconds for which a key leads to its decided run; afterwards it asks anew, since the world moved on. */
  keyMs: number;
}

/** All runs of a server. */
export interface Runs {
  /** The run of this key, or a new one. */
  request(asked: RunRequest): GateRun | Refusal;
  find(id: string): GateRun | null;
  /** The run that a key of a target leads to; null when there is none, or its time is over. */
  findByKey(target: string, key: string): GateRun | null;
  counts(): { running: number; queued: number; closing: boolean };
  /** Refuses new runs, ends those that go on, and resolves when each is decided. */
  close(): Promise<void>;
}

/** What runs need of the world. */
export interface RunsContext {
  limits: RunLimits;
  now(): Date;
  newId(now: Date): string;
  start(run: Readonly<GateRun>): RunningChild;
  /** Hears of each change of a run's state. */
  onChange?(run: Readonly<GateRun>): void;
}

/** Starts runs one at a time per target, in the order in which they were asked for. */
export function createRuns({ limits, now, newId, start, onChange = () => {} }: RunsContext): Runs {
  const runs = new Map<string, GateRun>();
  const keys = new Map<string, string>();
  const queue: GateRun[] = [];
  const active = new Map<GateRun, { child: RunningChild; ended: Promise<void> }>();
  let closing = false;

  const keyOf = (target: string, key: string) => JSON.stringify([target, key]);

  const decide = (run: GateRun, decision: Decision) => {
    Object.assign(run, decision, { state: 'decided', finishedAt: now().toISOString() } satisfies Partial<GateRun>);
    onChange(run);
    const decided = [...runs.values()].filter(({ state }) => state === 'decided');
    for (const { id } of decided.slice(0, Math.max(0, decided.length - limits.kept))) {
      runs.delete(id);
      for (const [key, value] of keys) if (value === id) keys.delete(key);
    }
  };

  const begin = (run: GateRun) => {
    Object.assign(run, { state: 'running', startedAt: now().toISOString() } satisfies Partial<GateRun>);
    onChange(run);
    const child = start(run);
    const ended = child.decided.then((decision) => {
      active.delete(run);
      decide(run, decision);
      beginDue();
    });
    active.set(run, { child, ended });
  };

  const beginDue = () => {
    for (const run of [...queue]) {
      const busy = [...active.keys()].some(({ target }) => target === run.target);
      if (busy || active.size >= limits.running) continue;
      queue.splice(queue.indexOf(run), 1);
      begin(run);
    }
  };

  const findByKey: Runs['findByKey'] = (target, key) => {
    const run = runs.get(keys.get(keyOf(target, key)) ?? '');
    if (run === undefined) return null;
    const isOver = run.finishedAt !== null && now().getTime() - Date.parse(run.finishedAt) > limits.keyMs;
    return isOver ? null : run;
  };

  return {
    findByKey,
    find: (id) => runs.get(id) ?? null,
    counts: () => ({ running: active.size, queued: queue.length, closing }),
    request({ target, release, key }) {
      const known = key === null ? null : findByKey(target, key);
      if (known !== null) return known.release === release ? known : 'key-reused';
      if (closing) return 'closing';
      if (queue.length >= limits.queued) return 'full';
      const at = now();
      const run: GateRun = {
        id: newId(at), target, release, state: 'queued', verdict: 'PENDING', go: false, confirmed: false,
        summary: 'PENDING: the run has not ended', queuedAt: at.toISOString(), startedAt: null, finishedAt: null,
      };
      runs.set(run.id, run);
      if (key !== null) keys.set(keyOf(target, key), run.id);
      queue.push(run);
      onChange(run);
      beginDue();
      return run;
    },
    async close() {
      closing = true;
      for (const run of queue.splice(0)) decide(run, undecided('the gate was closed before the run began'));
      for (const { child } of active.values()) child.stop();
      await Promise.all([...active.values()].map(({ ended }) => ended));
    },
  };
}
