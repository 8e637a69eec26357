import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { ProcessTree, reapedCpuMs } from './process-tree.ts';

/** How often the tree is looked at, in milliseconds; memory costs the kernel a walk over every page table. */
const every = { sample: 100, memory: 500 };

/** Longest time for one command. */
const patienceMs = 300_000;

/** A command to measure. It runs with the Node of this process. */
export interface Command {
  name: string;
  /** Arguments of Node. */
  args: string[];
  environment?: Record<string, string>;
  cwd: string;
  /** A file that the command puts in place as its answer. */
  answerFile?: string;
  /** The exit code that means that all was well. */
  expected: number;
}

/** What one run of a command took. */
export interface Measured {
  /** From the start to the exit. */
  exitMs: number;
  /** From the start to the moment when the answer file was put in place; the exit when there is no such file. */
  answerMs: number;
  cpuMs: number;
  peakBytes: number;
  processes: number;
}

/**
 * Runs a command to its end and tells what it and everything that it started took.
 *
 * @throws when it ended with another code than the expected one: a run that failed has no time worth comparing.
 */
export async function measure(command: Command): Promise<Measured> {
  const id = randomUUID();
  const reapedBefore = reapedCpuMs();
  const startedAt = Date.now();
  const start = performance.now();
  const child = spawn(process.execPath, command.args, {
    cwd: command.cwd,
    env: { ...process.env, ...command.environment, GONOGO_BENCH_RUN: id, FORCE_COLOR: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => void output.push(chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => void output.push(chunk.toString('utf8')));
  const tree = new ProcessTree(child.pid ?? 0, `GONOGO_BENCH_RUN=${id}`);
  const timers = [setInterval(() => tree.sample(), every.sample), setInterval(() => tree.sampleMemory(), every.memory), setTimeout(() => child.kill('SIGKILL'), patienceMs)];
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  const exitMs = performance.now() - start;
  for (const timer of timers) clearTimeout(timer);
  if (code !== command.expected) throw new Error(`${command.name} ended with ${code}, not ${command.expected}:\n${output.join('').slice(-3000)}`);
  tree.sample();
  const { cpuMs, peakBytes, processes } = tree.usage();
  // The root is dead by now, and what it used was credited to this process: exact where every parent waited.
  const credited = reapedCpuMs() - reapedBefore;
  const answerMs = command.answerFile === undefined ? exitMs : (await stat(command.answerFile)).ctimeMs - startedAt;
  return { exitMs, answerMs, cpuMs: Math.max(cpuMs, credited), peakBytes, processes };
}

/**
 * Measures commands in turn, A B A B …, so that what else the machine does meets all of them alike.
 *
 * @param commands made anew for each round.
 * @returns for each command its runs in the order of the rounds.
 */
export async function measureInTurn(rounds: number, commands: (round: number) => Command[], tell: (line: string) => void): Promise<Map<string, Measured[]>> {
  const measured = new Map<string, Measured[]>();
  for (let round = 1; round <= rounds; round++) {
    const order = commands(round);
    // Every other round runs backwards: the first one of a round meets a cooler machine.
    for (const command of round % 2 === 0 ? order.toReversed() : order) {
      const result = await measure(command);
      measured.set(command.name, [...(measured.get(command.name) ?? []), result]);
      tell(`round ${round}/${rounds} ${command.name}: ${(result.exitMs / 1000).toFixed(1)} s, ${(result.cpuMs / 1000).toFixed(1)} CPU s`);
    }
  }
  return measured;
}
