import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import type { Gate } from '../config/schema.ts';
import { readBounded } from './bounded-file.ts';

/** Milliseconds that a command may take, bytes that it may print, and bytes of a file. */
const most = { ms: 10_000, bytes: 65_536 };

/**
 * The values that the operator named, each without white space around it: what a command prints, run without a shell, or what a
 * file holds. Null for a command that fails or takes longer than 10 s, and for a file that cannot be read.
 *
 * @param folder absolute folder of the configuration.
 */
export async function namedValues(values: Gate['drift']['values'], folder: string): Promise<Record<string, string | null>> {
  const read = values.map(async (value): Promise<[string, string | null]> => [value.name, 'command' in value ? await printed(value.command, folder) : await held(resolve(folder, value.file))]);
  return Object.fromEntries(await Promise.all(read));
}

function printed([program = '', ...args]: string[], cwd: string): Promise<string | null> {
  return new Promise((done) => {
    const child = execFile(program, args, { cwd, timeout: most.ms, killSignal: 'SIGKILL', maxBuffer: most.bytes, encoding: 'utf8' }, (error, stdout) => done(error === null ? stdout.trim() : null));
    child.stdin?.end();
  });
}

async function held(file: string): Promise<string | null> {
  const bytes = await readBounded(file, most.bytes).catch(() => null);
  return bytes === null ? null : bytes.toString('utf8').trim();
}
