import { styleText } from 'node:util';
import { forCiLog } from '../verdict/neutralise.ts';
import { spoken } from '../verdict/text.ts';
import { clipToWidth, displayWidth } from './display-width.ts';

/** How far a run is. */
export interface ProgressState {
  done: number;
  planned: number;
  /** What is waited for, longest first. */
  slow: { title: string; ms: number }[];
  elapsedMs: number;
  deadlineMs: number;
}

/** Where progress is shown: `process.stderr`, or something like it. */
export interface ProgressStream {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

/** Live progress of a run. */
export interface Progress {
  update(state: ProgressState): void;
  /** Prints a line that stays, above the status line. */
  note(line: string): void;
  /** Takes the status line away. Nothing is written afterwards. */
  end(): void;
}

const redrawMs = 100;
const plainEveryMs = 10_000;
const plainEveryShare = 0.1;
const eraseLine = '\r\x1b[2K';

/** `4:31`. */
function clock(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function share(state: ProgressState): number {
  return state.planned > 0 ? Math.min(1, state.done / state.planned) : 0;
}

function bar(state: ProgressState, columns: number): string {
  const filled = Math.floor(share(state) * columns);
  return '━'.repeat(filled) + '─'.repeat(columns - filled);
}

function waiting(state: ProgressState, columns: number): string | null {
  const first = state.slow[0];
  if (!first) return null;
  const more = state.slow.length > 1 ? ` and ${state.slow.length - 1} more` : '';
  const room = columns - displayWidth(`waiting for  ${spoken(first.ms)}${more}`);
  const title = clipToWidth(forCiLog(first.title), room);
  return title === '' ? null : `waiting for ${title} ${spoken(first.ms)}${more}`;
}

/**
 * The status without its bar, `checks 12/160 · waiting for /checkout 8.2 s · 4:31 left`, in at most
 * `columns`: what is waited for gives way first.
 */
export function formatProgress(state: ProgressState, columns: number): string {
  const count = `checks ${state.done}/${state.planned}`;
  const left = `${clock(state.deadlineMs - state.elapsedMs)} left`;
  const ends = `${count} · ${left}`;
  const wait = waiting(state, columns - displayWidth(ends) - 3);
  return clipToWidth(wait ? `${count} · ${wait} · ${left}` : ends, columns);
}

function statusLine(state: ProgressState, columns: number, color: boolean): string {
  const barColumns = columns >= 60 ? Math.min(20, Math.floor(columns / 8)) : 0;
  if (barColumns === 0) return formatProgress(state, columns);
  const drawn = bar(state, barColumns);
  return `${color ? styleText('cyan', drawn, { validateStream: false }) : drawn} ${formatProgress(state, columns - barColumns - 1)}`;
}

/** A status line that is rewritten in place, at most ten times a second. */
function liveProgress(stream: ProgressStream, color: boolean): Progress {
  let shown: { line: string; at: number } | null = null;
  let ended = false;
  return {
    update(state) {
      if (ended || (shown && state.elapsedMs - shown.at < redrawMs && state.done < state.planned)) return;
      // The last column stays free: a full line makes some terminals scroll.
      const line = ` ${statusLine(state, Math.max(20, (stream.columns ?? 80) - 2), color)}`;
      if (line !== shown?.line) stream.write(`${eraseLine}${line}`);
      shown = { line, at: state.elapsedMs };
    },
    note(text) {
      if (ended) return;
      stream.write(`${eraseLine}  ${forCiLog(text)}\n${shown?.line ?? ''}`);
    },
    end() {
      if (!ended && shown) stream.write(eraseLine);
      ended = true;
    },
  };
}

/** Lines for a log: one for each tenth of the checks, or after ten quiet seconds. */
function plainProgress(stream: ProgressStream): Progress {
  let last: { at: number; share: number } = { at: 0, share: 0 };
  let ended = false;
  return {
    update(state) {
      if (ended) return;
      const step = Math.floor(share(state) / plainEveryShare + 1e-9);
      if (step <= last.share && state.elapsedMs - last.at < plainEveryMs) return;
      last = { at: state.elapsedMs, share: Math.max(step, last.share) };
      stream.write(`  ${formatProgress(state, 118)}\n`);
    },
    note(text) {
      if (!ended) stream.write(`  ${forCiLog(text)}\n`);
    },
    end() {
      ended = true;
    },
  };
}

/**
 * Shows how far a run is: in place on a terminal, as sparse plain lines elsewhere. Time is taken from
 * the states. Titles and notes may be hostile; nothing of them stands at the start of a line.
 */
export function createProgress(stream: ProgressStream, options: { color: boolean }): Progress {
  return stream.isTTY ? liveProgress(stream, options.color) : plainProgress(stream);
}
