import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { Benchmark } from '../benchmark.ts';
import { pairedRatios, withSpread } from '../statistics.ts';

const token = 'a-token-of-the-benchmark';
const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));

/** Polls a second that are sent, whatever has been answered, and for how many seconds without a run. */
const rate = 1000;
const seconds = 5;

/** Pages of a run. */
const pages = 30;

/** Milliseconds between two questions whether a run without polls has ended. */
const pauseMs = 100;

const benchmark: Benchmark = {
  about: `${rate} polls a second of gonogo gate, and what they cost a run`,
  async run({ shopUrl, rounds, scratch, tell }) {
    await writeFile(join(scratch, 'gonogo.config.json'), JSON.stringify({ targets: { shop: { url: shopUrl } }, pages: Array.from({ length: pages }, (_, index) => ({ path: `/bench/page/${index}` })) }));
    const gate = spawn(process.execPath, [main, 'gate', '--port', '0'], { cwd: scratch, stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, GONOGO_GATE_TOKEN: token } });
    const agent = new Agent({ keepAlive: true, maxSockets: 64 });
    try {
      const url = await addressOf(gate);
      const runs = { alone: [] as number[], polled: [] as number[] };
      const polls: Polls[] = [];
      let last = '';
      for (let round = 1; round <= (rounds ?? 5); round++) {
        for (const kind of round % 2 === 0 ? (['polled', 'alone'] as const) : (['alone', 'polled'] as const)) {
          const began = performance.now();
          last = `${url}${(await ask(agent, 'POST', `${url}/v1/targets/shop/runs`)).location}`;
          const ended = untilDecided(agent, last);
          if (kind === 'polled') polls.push(await poll(agent, last, ended));
          const tookMs = (await ended) - began;
          runs[kind].push(tookMs / 1000);
          tell(`round ${round}/${rounds ?? 5} ${kind}: ${(tookMs / 1000).toFixed(1)} s`);
        }
      }
      tell('polling without a run');
      const without = await poll(agent, last, delay(seconds * 1000));
      return [
        {
          title: `gonogo gate: ${rate} polls a second`,
          columns: ['', 'sent', 'answered 200', 'median ms', '99 % ms', 'longest ms'],
          rows: [['without a run', ...row([without])], ['while a run goes on', ...row(polls)]],
          notes: ['Over 64 connections, from this process on the same machine; each is sent at its time, whatever was answered.'],
        },
        {
          title: `What the polls cost a run of ${pages} pages`,
          columns: ['', 's'],
          rows: [['without polls', withSpread(runs.alone, 1)], ['with polls', withSpread(runs.polled, 1)], ['ratio of pairs (at most 1.1 is wanted)', withSpread(pairedRatios(runs.polled, runs.alone), 2)]],
          notes: ['From the request to the decision. Those who poll take processor time from the run as well: they run on the same machine.'],
        },
      ];
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

/** Resolves with the time at which a run was decided. */
async function untilDecided(agent: Agent, url: string): Promise<number> {
  while (!(await ask(agent, 'GET', url)).text.includes('"decided"')) await delay(pauseMs);
  return performance.now();
}

/** What came of polls: how many were sent and answered well, and how long each took in milliseconds. */
interface Polls {
  sent: number;
  good: number;
  times: number[];
}

/** Sends polls at their times until something ends. */
async function poll(agent: Agent, url: string, end: Promise<unknown>): Promise<Polls> {
  const began = performance.now();
  const times: number[] = [];
  const open: Promise<void>[] = [];
  let good = 0;
  let over = false;
  void end.then(() => { over = true; });
  for (let sent = 0; !over; ) {
    for (const due = Math.floor(((performance.now() - began) / 1000) * rate); sent < due; sent++) {
      const at = performance.now();
      open.push(ask(agent, 'GET', url).then(({ status }) => {
        if (status === 200) good++;
        times.push(performance.now() - at);
      }, () => {}));
    }
    await delay(1);
  }
  await Promise.all(open);
  return { sent: open.length, good, times };
}

/** All polls of a kind as the cells of a row. */
function row(all: Polls[]): string[] {
  const sorted = all.flatMap(({ times }) => times).sort((a, b) => a - b);
  const share = (part: number) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN).toFixed(1);
  const sum = (figure: (polls: Polls) => number) => String(all.reduce((total, polls) => total + figure(polls), 0));
  return [sum(({ sent }) => sent), sum(({ good }) => good), share(0.5), share(0.99), share(1)];
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
