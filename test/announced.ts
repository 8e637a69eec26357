import { Writable } from 'node:stream';
import { announceVerdict } from '../cli/announce.ts';
import type { Environment } from '../reports/format.ts';
import type { Verdict } from '../verdict/verdict.ts';

/** What a format says on standard output when a verdict is announced, line by line; files are really appended to. */
export async function announced(verdict: Verdict, format: string, environment: Environment = {}, directory = '/reports'): Promise<string[]> {
  let text = '';
  const out = new Writable({ write: (chunk: Buffer, _encoding, done) => { text += chunk.toString(); done(); } });
  await announceVerdict(verdict, { formats: [format], environment, directory, out });
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}
