import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { Benchmark } from '../benchmark.ts';

const token = 'a-token-of-the-benchmark';
const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));

/** Polls a second that are sent, whatever has been answered, and for how many seconds. */
const rate = 1000;
const seconds = 5;

const benchmark: Benchmark = {
  about: `${rate} polls a second of gonogo gate, without a run and while one goes on`,
  async run({ shopUrl, scratch, tell }) {
    await writeFile(join(scratch, 'gonogo.config.json'), JSON.stringify({ targets: { shop: { url: shopUrl } }, pages: Array.from({ length: 30 }, (_, index) => ({ path: `/bench/page/${index}` })) }));
    const gate = spawn(process.execPath, [main, 'gate', '--port', '0'], { cwd: scratch, stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, GONOGO_GATE_TOKEN: token } });
    const agent = new Agent({ keepAlive: true, maxSockets: 64 });
    try {
      const url = await addressOf(gate);
      const first = await ask(agent, 'POST', `${url}/v1/targets/shop/runs`);
      tell('polling while a run goes on');
      const during = await poll(agent, `${url}${first.location}`);
      const stillRunning = (await ask(agent, 'GET', `${url}${first.location}`)).text.includes('"running"');
      while (!(await ask(agent, 'GET', `${url}${first.location}`)).text.includes('"decided"')) await delay(500);
      tell('polling without a run');
      const without = await poll(agent, `${url}${first.location}`);
      return [{
        title: `gonogo gate: ${rate} polls a second`,
        columns: ['', 'sent', 'answered 200', 'median ms', '99 % ms', 'longest ms'],
        rows: [['without a run', ...without], [`while a run goes on${stillRunning ? '' : ' (it ended before the polls)'}`, ...during]],
        notes: [`For ${seconds} s over 64 connections, from this process on the same machine; each is sent at its time, whatever was answered.`],
      }];
    } finally {
      agent.destroy();
      gate.kill('SIGTERM');
      if (gate.exitCode === null) await once(gate, 'exit');
    }
  },
};
export default benchmark;

async function addressOf(gate: ChildProcess & { stdout: NonNullable<ChildProcess['stdout']> }): Promise<string> {
  for await (const line of createInterface({ input: gate.stdout })) {
    const [url] = /http:\S+/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error('The gate ended before it told its address.');
}

/** Sends polls at their times. @returns the cells of a row. */
async function poll(agent: Agent, url: string): Promise<string[]> {
  const began = performance.now();
  const times: number[] = [];
  const open: Promise<void>[] = [];
  let good = 0;
  for (let sent = 0; sent < rate * seconds; ) {
    for (const due = Math.floor(((performance.now() - began) / 1000) * rate); sent < Math.min(due, rate * seconds); sent++) {
      const at = performance.now();
      open.push(ask(agent, 'GET', url).then(({ status }) => {
        if (status === 200) good++;
        times.push(performance.now() - at);
      }, () => {}));
    }
    await delay(1);
  }
  await Promise.all(open);
  const sorted = times.sort((a, b) => a - b);
  const share = (part: number) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN).toFixed(1);
  return [String(open.length), String(good), share(0.5), share(0.99), share(1)];
}

function ask(agent: Agent, method: string, url: string): Promise<{ status: number; location: string; text: string }> {
  return new Promise((done, failed) => {
    request(url, { agent, method, headers: { authorization: `Bearer ${token}` } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; });
      response.once('end', () => done({ status: response.statusCode ?? 0, location: response.headers.location ?? '', text }));
    }).once('error', failed).end();
  });
}
