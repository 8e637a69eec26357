import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Benchmark } from '../benchmark.ts';
import { gonogo } from '../contenders.ts';
import { ProcessTree } from '../process-tree.ts';

/** Pages of one run, each loaded once. */
const pages = 300;

/** Milliseconds between two looks at the process, and until it counts as started. */
const times = { sample: 100, started: 1500 };

const benchmark: Benchmark = {
  about: 'memory of gonogo\'s own process over 300 page loads, and processes that are left',
  async run({ shopUrl, rounds, scratch, tell }) {
    const rows: string[][] = [];
    for (let round = 1; round <= (rounds ?? 2); round++) {
      const { args, cwd, expected } = gonogo({ shopUrl, pages, calls: 0 }, join(scratch, `memory-${round}`), 'gonogo', ['--deadline', '10m']);
      const mark = `GONOGO_BENCH_RUN=memory-${process.pid}-${round}`;
      const startedAt = performance.now();
      const child = spawn(process.execPath, args, { cwd, env: { ...process.env, GONOGO_BENCH_RUN: mark.split('=')[1] }, stdio: 'ignore' });
      const tree = new ProcessTree(child.pid ?? 0, mark);
      const resident: { atMs: number; megabytes: number }[] = [];
      const timer = setInterval(() => {
        tree.sample();
        const megabytes = residentMegabytes(child.pid ?? 0);
        if (megabytes !== null) resident.push({ atMs: performance.now() - startedAt, megabytes });
      }, times.sample);
      const [code] = (await once(child, 'exit')) as [number | null];
      clearInterval(timer);
      if (code !== expected) throw new Error(`gonogo ended with ${code}, not ${expected}`);
      const first = resident.find(({ atMs }) => atMs >= times.started)?.megabytes ?? 0;
      const most = Math.max(...resident.map(({ megabytes }) => megabytes));
      const last = resident.at(-1)?.megabytes ?? 0;
      const left = tree.alive();
      rows.push([String(round), String(pages), first.toFixed(0), most.toFixed(0), (most - first).toFixed(0), last.toFixed(0), String(left)]);
      tell(`round ${round}: ${first.toFixed(0)} MB at the start, ${most.toFixed(0)} MB at most, ${left} processes left`);
    }
    return [
      {
        title: 'Memory over 300 page loads',
        columns: ['round', 'loads', 'start MB', 'most MB', 'growth MB', 'end MB', 'left'],
        rows,
        notes: [`Resident set of the command's own process, which holds the survey; start is ${times.started / 1000} s after its birth. left: processes of the run that are alive after its exit.`],
      },
    ];
  },
};

function residentMegabytes(pid: number): number | null {
  try {
    const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    // It ended between two looks.
    return null;
  }
}

export default benchmark;
