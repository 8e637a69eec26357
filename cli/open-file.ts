import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

/** Milliseconds in which an opener that cannot do it has mostly said so; one that can may live as long as the browser. */
const patience = 3000;

/** Programs that open a file as a double click would, by platform. */
const openers: Partial<Record<NodeJS.Platform, string>> = { darwin: 'open', win32: 'explorer.exe' };

/**
 * Opens a file with the program that the desktop has for it, which lives on by itself. No shell reads the path.
 *
 * @param file absolute, so that it can be no option
 * @returns why it was not opened, or null.
 */
export async function openFile(file: string, platform: NodeJS.Platform = process.platform): Promise<string | null> {
  const opener = openers[platform] ?? 'xdg-open';
  const child = spawn(opener, [file], { stdio: 'ignore', detached: true });
  child.unref();
  const timer = new AbortController();
  try {
    const ended = once(child, 'exit').then(([code]): string | null => (code === 0 || platform === 'win32' ? null : `${opener} ended with ${code ?? 'a signal'}`));
    return await Promise.race([ended, delay(patience, null, { signal: timer.signal, ref: true })]);
  } catch (error) {
    return `${opener} could not be started: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    timer.abort();
  }
}
