#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { UsageError } from '../config-error.ts';
import { resolveOwnPackage } from './own-package.ts';
import { type Handlers, runProgram } from './program.ts';

const handlers: Handlers = {
  run: async () => {
    throw new UsageError('gonogo run cannot run yet.');
  },
  demo: async () => {
    throw new UsageError('gonogo demo cannot run yet.');
  },
};

const terminal = {
  out: (text: string) => void process.stdout.write(text),
  err: (text: string) => void process.stderr.write(text),
};

function ownVersion(): string {
  const file = findPackageJSON('..', import.meta.url);
  const manifest: unknown = file === undefined ? {} : JSON.parse(readFileSync(file, 'utf8'));
  return manifest !== null && typeof manifest === 'object' && 'version' in manifest ? String(manifest.version) : 'unknown';
}

resolveOwnPackage();
process.exitCode = await runProgram(process.argv.slice(2), handlers, terminal, ownVersion());
