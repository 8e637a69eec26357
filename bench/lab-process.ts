import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';

/** The lab in a process of its own, so that its work is not counted as anybody's. */
export interface LabProcess {
  shopUrl: string;
  close(): Promise<void>;
}

/** @throws when the lab does not start. */
export async function startLabProcess(latencyMs: number): Promise<LabProcess> {
  const script = fileURLToPath(new URL('../lab/serve.ts', import.meta.url));
  const child = spawn(process.execPath, [script, '--latency', String(latencyMs)], { stdio: ['ignore', 'pipe', 'inherit'] });
  return { shopUrl: await shopUrlOf(child), close: () => closed(child) };
}

async function shopUrlOf(child: ChildProcess & { stdout: NonNullable<ChildProcess['stdout']> }): Promise<string> {
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^shop\s+(\S+?)\/?$/.exec(line)?.[1];
    if (url !== undefined) {
      child.stdout.resume();
      return url;
    }
  }
  throw new Error('The lab ended before it told its address.');
}

async function closed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}
