import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Benchmark } from './benchmark.ts';
import { startLabProcess } from './lab-process.ts';
import { machineFacts } from './machine.ts';
import { type Section, renderMarkdown, renderText } from './table.ts';

const usage = `Usage: node bench/main.ts [name…] [--rounds N] [--out FILE]
  name       benchmarks to run; all of them when none is named
  --rounds   how often each command runs, in turn with the others
  --out      also write the tables as Markdown
`;

/** Waited by the lab before every answer, in milliseconds. */
const latencyMs = 50;

/** Runs benchmarks on the lab and prints their tables; answers with the exit code. */
async function main(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { rounds: { type: 'string' }, out: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } },
  });
  const known = await loadBenchmarks();
  const wrong = positionals.find((name) => !known.has(name));
  const rounds = values.rounds === undefined ? null : Number(values.rounds);
  if (wrong !== undefined || values.help || (rounds !== null && !(Number.isInteger(rounds) && rounds > 0))) {
    const about = [...known].map(([name, benchmark]) => `  ${name.padEnd(9)}  ${benchmark.about}`).join('\n');
    process.stderr.write(`${usage}Benchmarks:\n${about}\n`);
    return values.help ? 0 : 2;
  }
  if (!existsSync('/proc/self/smaps_rollup')) {
    process.stderr.write('The benchmarks measure through /proc and so need Linux.\n');
    return 2;
  }
  const facts = await machineFacts();
  const scratch = await mkdtemp(join(tmpdir(), 'gonogo-bench-'));
  const lab = await startLabProcess(latencyMs);
  const sections: Section[] = [];
  process.stdout.write(`${facts.map(([name, value]) => `${name.padEnd(12)}${value}`).join('\n')}\n`);
  try {
    for (const name of positionals.length > 0 ? positionals : known.keys()) {
      const context = { shopUrl: lab.shopUrl, rounds, scratch, tell: (line: string) => void process.stderr.write(`${name}: ${line}\n`) };
      for (const section of (await known.get(name)?.run(context)) ?? []) {
        sections.push(section);
        process.stdout.write(`\n${renderText(section)}\n`);
      }
    }
  } finally {
    await Promise.all([lab.close(), rm(scratch, { recursive: true, force: true })]);
  }
  if (values.out !== undefined) await writeFile(values.out, markdown(['node bench/main.ts', ...argv].join(' '), facts, sections));
  return 0;
}

/** The folder is the registry: one file, one benchmark. */
async function loadBenchmarks(): Promise<Map<string, Benchmark>> {
  const files = (await readdir(new URL('./benchmarks/', import.meta.url))).filter((file) => file.endsWith('.ts')).sort();
  const loaded = files.map(async (file): Promise<[string, Benchmark]> => {
    const module = (await import(new URL(`./benchmarks/${file}`, import.meta.url).href)) as { default: Benchmark };
    return [file.replace(/\.ts$/, ''), module.default];
  });
  return new Map(await Promise.all(loaded));
}

function markdown(command: string, facts: [string, string][], sections: Section[]): string {
  const head = [`# Results`, '', `Measured on ${new Date().toISOString().slice(0, 10)} by \`${command}\`.`, ''];
  return `${[...head, ...facts.map(([name, value]) => `- ${name}: ${value}`), '', ...sections.map(renderMarkdown)].join('\n').trimEnd()}\n`;
}

process.exitCode = await main(process.argv.slice(2));
