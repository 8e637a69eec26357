import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { decide } from '../gate/decision.ts';
import { type Decision, type RunningChild, undecided } from '../gate/run-record.ts';
import { outputNames } from '../verdict/wire.ts';

/** A run of this very command. */
export interface ChildRun {
  target: string;
  release: string | null;
  /** Absolute path of the configuration. */
  config: string;
  /** Absolute folder of the reports, new for each run: whatever verdict lies there afterwards is of this run. */
  outputDir: string;
  environment: NodeJS.ProcessEnv;
  /** Milliseconds after which it is stopped; later than its own deadline. */
  limitMs: number;
}

/** Milliseconds that a stopped run gets to leave its verdict. */
const stopGrace = 20_000;
/** Characters of standard error that are kept. */
const said = 1000;

/**
 * Starts `gonogo run` as a process of its own, in a process group of its own, so that nothing that it does makes the
 * caller slow and a Ctrl-C of the terminal is the caller's to pass on.
 */
export function startRunChild({ target, release, config, outputDir, environment, limitMs }: ChildRun): RunningChild {
  const main = join(import.meta.dirname, `main${extname(import.meta.url)}`);
  const args = ['run', `--config=${config}`, `--target=${target}`, `--output=${outputDir}`, ...(release === null ? [] : [`--release=${release}`])];
  const child = spawn(process.execPath, [main, ...args], { detached: true, stdio: ['ignore', 'ignore', 'pipe'], env: environment });
  let tail = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => { tail = (tail + chunk).slice(-said); });
  let killer: NodeJS.Timeout | undefined;
  const stop = () => {
    child.kill('SIGTERM');
    killer ??= setTimeout(() => endGroup(child.pid), stopGrace);
  };
  const limit = setTimeout(stop, limitMs);
  const decided = new Promise<Decision>((done) => {
    child.once('error', (error) => done(undecided(`the run could not be started: ${error.message}`)));
    child.once('close', (code) => {
      const file = join(outputDir, outputNames.verdict);
      void readFile(file, 'utf8').catch(() => null).then((document) => done(decide({ target, code, document, said: tail })));
    });
  }).finally(() => {
    clearTimeout(limit);
    clearTimeout(killer);
  });
  return { decided, stop };
}

function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}
