import { spawn } from 'node:child_process';
import type { Exchange } from '../fixtures/http-call.ts';
import { type Connections, openConnections, send } from '../fixtures/http.ts';
import type { LastGoodProof } from '../verdict/rollback.ts';
import { clip } from '../verdict/text.ts';

/** Milliseconds that an answer, and a command, may take. */
const limits = { url: 10_000, command: 20_000 };
/** Redirects on the way to an artifact: registries hand over to storage elsewhere. Nothing secret is sent, so any host will do. */
const mostRedirects = 5;

/** How to ask whether the last good release can still be fetched. */
export type ProofConfig = { url: string } | { command: string[] };

/** Asks once, until the signal ends it. Never throws: no answer is an answer, too. */
export async function askForLastGood(proof: ProofConfig, cwd: string, now: Date, signal: AbortSignal, commandMs: number = limits.command): Promise<LastGoodProof> {
  const asked = 'url' in proof ? await askUrl(proof.url, signal) : await askCommand(proof.command, cwd, commandMs, signal);
  return { ...asked, at: now.toISOString() };
}

type Asked = Pick<LastGoodProof, 'state' | 'detail'>;

async function askUrl(url: string, interruption: AbortSignal): Promise<Asked> {
  const { origin, pathname } = new URL(url);
  const label = `${origin}${pathname}`;
  const connections = openConnections({ perOrigin: 1 });
  const signal = AbortSignal.any([interruption, AbortSignal.timeout(limits.url)]);
  try {
    let { answer, error } = await askOnce(connections, url, signal);
    for (let hop = 0, from = url; hop < mostRedirects && answer !== null; hop++) {
      const next = answer.status >= 300 && answer.status < 400 ? URL.parse(answer.headers['location'] ?? '', from) : null;
      if (next === null || !/^https?:$/.test(next.protocol)) break;
      from = next.href;
      ({ answer, error } = await askOnce(connections, from, signal));
    }
    if (answer === null) return { state: 'unknown', detail: `${label} gave no answer (${error === null ? 'none in time' : error.code})` };
    if (answer.status >= 200 && answer.status < 300) return { state: 'fetchable', detail: `${label} answered ${answer.status}` };
    return { state: answer.status === 404 || answer.status === 410 ? 'gone' : 'unknown', detail: `${label} answered ${answer.status}` };
  } finally {
    await connections.close();
  }
}

async function askOnce(connections: Connections, url: string, signal: AbortSignal): Promise<Pick<Exchange, 'answer' | 'error'>> {
  const call = { method: 'HEAD', url, headers: {}, body: null, caller: null, limit: 0, signal };
  const exchanges = await send(connections, call, { budgetMs: limits.url, retries: 1 });
  return exchanges.at(-1) ?? { answer: null, error: null };
}

function askCommand([program = '', ...args]: string[], cwd: string, ms: number, signal: AbortSignal): Promise<Asked> {
  const label = clip(program, 60);
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, detached: true, stdio: 'ignore' });
    const limit = setTimeout(() => {
      endGroup(child.pid);
      resolve({ state: 'unknown', detail: `${label} did not end within ${ms / 1000} s` });
    }, ms);
    signal.addEventListener('abort', () => endGroup(child.pid), { once: true });
    child.once('error', (error) => {
      clearTimeout(limit);
      resolve({ state: 'unknown', detail: `${label} could not be started (${'code' in error ? String(error.code) : error.message})` });
    });
    child.once('exit', (code, signal) => {
      clearTimeout(limit);
      if (code === null) resolve({ state: 'unknown', detail: `${label} was ended by ${signal}` });
      else resolve({ state: code === 0 ? 'fetchable' : 'gone', detail: `${label} ended with code ${code}` });
    });
  });
}

function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}
