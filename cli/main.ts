#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { resolveOwnPackage } from './own-package.ts';
import { type Handlers, runProgram } from './program.ts';
import { ownVersion } from '../reports/own-version.ts';

// The commands bring the browser driver along, which takes a while to load: help and wrong usage do not wait for it.
const handlers: Handlers = {
  run: async (options) => (await import('./commands/run.ts')).run(options),
  demo: async (options) => (await import('./commands/demo.ts')).demo(options),
  init: async (options) => (await import('./commands/init.ts')).init(options),
  show: async (options) => (await import('./commands/show.ts')).show(options),
  judge: async (options) => (await import('./commands/judge.ts')).judge(options),
  snapshot: async (options) => (await import('./commands/snapshot.ts')).snapshot(options),
  compare: async (options) => (await import('./commands/compare.ts')).compare(options),
  override: async (options) => (await import('./commands/override.ts')).override(options),
  doctor: async (options) => (await import('./commands/doctor.ts')).doctor(options),
  gate: async (options) => (await import('./commands/gate.ts')).gate(options),
};

const terminal = {
  out: (text: string) => void process.stdout.write(text),
  err: (text: string) => void process.stderr.write(text),
};

// A reader that went away (`| head`) must not change the exit code.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
// Node keeps compiled code between runs, for the processes that this one starts as well.
enableCompileCache();
// A survey makes garbage by the second, which V8 would let pile up to hundreds of megabytes where memory is plenty.
for (const flag of ['--heap-growing-percent=30', '--semi-space-growth-factor=1']) setFlagsFromString(flag);
resolveOwnPackage();
process.exitCode = await runProgram(process.argv.slice(2), handlers, terminal, ownVersion());
