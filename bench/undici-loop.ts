import { Pool } from 'undici';

/*
 * The calls alone, as fast as one process can make them over connections that are kept: the lower bound for gonogo.
 */

const base = process.env.BENCH_URL ?? '';
const calls = Number(process.env.BENCH_CALLS);
const atOnce = Number(process.env.BENCH_AT_ONCE);

const pool = new Pool(base, { connections: atOnce, pipelining: 1 });
let next = 1;

async function work(): Promise<void> {
  for (let number = next++; number <= calls; number = next++) {
    const { statusCode, body } = await pool.request({ method: 'GET', path: `/bench/api/${number}` });
    const answer = (await body.json()) as { number?: unknown };
    if (statusCode !== 200 || answer.number !== number) throw new Error(`call ${number}: ${statusCode}`);
  }
}

await Promise.all(Array.from({ length: atOnce }, work));
await pool.close();
