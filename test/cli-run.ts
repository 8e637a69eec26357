import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { CheckResult, Verdict } from '../verdict/verdict.ts';
import { type Family, type ProcessInfo, isNode, watchFamily } from './processes.ts';

const root = resolve(import.meta.dirname, '..');

/** Milliseconds between two looks at the processes, and that they get to be gone after the end. */
const times = { sample: 1000, gone: 5000 };

/** How a run of the real command ended. */
export interface CliEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
  durationMs: number;
  /** Largest memory of gonogo's own Node processes together, and of all processes with the browser, in MB. */
  peakMb: { node: number; all: number };
  /** Processes of the run that outlived it, as `program arguments`. */
  left: string[];
  /** The verdict of the output folder, or null when there is none. */
  verdict: Verdict | null;
}

/** A run of the real command while it goes on. */
export interface CliRun {
  process: ChildProcess;
  output: string;
  /** Waits for a process of the run, at most 20 s. @throws when none comes. */
  find(wanted: (info: ProcessInfo) => boolean): Promise<ProcessInfo>;
  ended: Promise<CliEnd>;
}

/** What may be told to a run besides its arguments. */
export interface CliOptions {
  /** Output folder; a new one by default. */
  output?: string;
  environment?: Record<string, string>;
  /** Command before `node`, for example a shell that sets limits. */
  wrapper?: string[];
  /** Milliseconds after which the run is killed, which fails whoever waits for its code. */
  killAfterMs?: number;
  /** Milliseconds that processes get to be gone after the end. */
  goneMs?: number;
}

const folders: string[] = [];
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is removed when the tests of the file are over. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gonogo-test-'));
  folders.push(folder);
  return folder;
}

/**
 * Starts `gonogo run …` as a user would: the real command as a process of its own in a process group of its own. It and all
 * that it starts is watched until the end, and killed afterwards when anything is left.
 */
export async function startCli(args: string[], options: CliOptions = {}): Promise<CliRun> {
  const output = options.output ?? join(await temporaryFolder(), 'report');
  const mark = `GONOGO_TEST_FAMILY=${randomUUID()}`;
  const command = [...(options.wrapper ?? []), process.execPath, join(root, 'cli/main.ts'), 'run', ...args, '--output', output];
  const started = performance.now();
  const child = spawn(command[0] ?? '', command.slice(1), {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.environment, GONOGO_TEST_FAMILY: mark.split('=')[1] },
  });
  const family = watchFamily(mark);
  const peak = { node: 0, all: 0 };
  const sample = setInterval(() => {
    const now = family.alive();
    const megabytes = (some: ProcessInfo[]) => Math.round(some.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6);
    peak.all = Math.max(peak.all, megabytes(now));
    peak.node = Math.max(peak.node, megabytes(now.filter(({ program }) => isNode(program))));
  }, times.sample);
  const killer = setTimeout(() => killAll(family.alive()), options.killAfterMs ?? 200_000);
  const texts = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => { texts.stdout += chunk; });
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => { texts.stderr += chunk; });

  const ended = new Promise<Pick<CliEnd, 'code' | 'signal'>>((done, failed) => {
    child.once('error', failed);
    child.once('close', (code, signal) => done({ code, signal }));
  }).then(async (end): Promise<CliEnd> => {
    const durationMs = Math.round(performance.now() - started);
    clearInterval(sample);
    clearTimeout(killer);
    const left = await remaining(family, options.goneMs ?? times.gone);
    killAll(left);
    return { ...end, ...texts, durationMs, peakMb: peak, left: left.map((one) => `${one.program} ${one.arguments.slice(0, 4).join(' ')}`), verdict: readVerdict(output) };
  });
  const find: CliRun['find'] = async (wanted) => {
    for (const until = performance.now() + 20_000; performance.now() < until; await delay(30)) {
      const found = family.alive().find(wanted);
      if (found) return found;
    }
    throw new Error(`no such process among ${family.alive().map(({ program }) => program).join(', ')}`);
  };
  return { process: child, output, find, ended };
}

/** The checks of one page, by its path, in the verdict of many. */
export function checksOfPage({ verdict }: CliEnd, path: string): CheckResult[] {
  return (verdict?.checks ?? []).filter(({ id }) => id.startsWith(`page:${path}:`));
}

/** What checks found, a line each. */
export function messagesOf(checks: CheckResult[]): string {
  return checks.flatMap(({ findings }) => findings.map(({ code, severity, message }) => `${code} ${severity}: ${message}`)).join('\n') || 'no findings';
}

/** `startCli`, to its end. */
export async function runCli(args: string[], options: CliOptions = {}): Promise<CliEnd> {
  return (await startCli(args, options)).ended;
}

async function remaining(family: Family, ms: number): Promise<ProcessInfo[]> {
  for (const until = performance.now() + ms; family.alive().length > 0 && performance.now() < until; ) await delay(100);
  return family.alive();
}

function killAll(some: ProcessInfo[]): void {
  for (const { pid } of some) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself.
    }
  }
}

function readVerdict(output: string): Verdict | null {
  try {
    return JSON.parse(readFileSync(join(output, 'verdict.json'), 'utf8')) as Verdict;
  } catch {
    return null;
  }
}

const schema = JSON.parse(readFileSync(join(root, 'verdict.schema.json'), 'utf8')) as object;
const ajv = new Ajv2020({ allErrors: true });
formats.default(ajv);
const validate = ajv.compile(schema);

/** What is wrong with a verdict by its published schema; empty when nothing is. */
export function schemaErrors(verdict: Verdict | null): string[] {
  if (validate(verdict)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}
