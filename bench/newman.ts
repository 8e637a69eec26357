import { execFile } from 'node:child_process';
import { realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Load } from './contenders.ts';
import type { Command } from './measure.ts';

/** The version that is fetched to compare with; nothing of gonogo needs it. */
export const newmanVersion = '6.2.2';

/** Milliseconds for fetching it. */
const patienceMs = 300_000;

/** Fetches newman into npm's cache, and tells where its command lies, so that only newman itself is measured and not npm. @throws when it cannot be fetched. */
export async function fetchNewman(): Promise<string> {
  const { stdout } = await promisify(execFile)('npm', ['exec', '--yes', `--package=newman@${newmanVersion}`, '--call', 'command -v newman'], { timeout: patienceMs });
  return realpath(stdout.trim());
}

/** `newman run` of a collection of the same calls, each with tests of status and body. It makes one after the other. */
export async function newman(path: string, { shopUrl, calls }: Load, scratch: string): Promise<Command> {
  const collection = join(scratch, 'collection.json');
  const script = ["pm.test('status', () => pm.response.to.have.status(200));", "pm.test('body', () => pm.expect(pm.response.json().number).to.be.a('number'));"];
  const item = Array.from({ length: calls }, (_, index) => ({
    name: `call ${index + 1}`,
    event: [{ listen: 'test', script: { exec: script } }],
    request: { method: 'GET', url: `${shopUrl}/bench/api/${index + 1}` },
  }));
  const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
  await writeFile(collection, JSON.stringify({ info: { name: 'paths', schema }, item }));
  return { name: 'newman', args: [path, 'run', collection, '--silent'], cwd: scratch, expected: 0 };
}
