import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { machineFacts } from '../machine.ts';
import { renderMarkdown } from '../table.ts';
import { detect } from './detect.ts';
import { sectionsOf } from './score.ts';

const usage = `Usage: node bench/detection/main.ts [ID…] [--truth CLASS] [--repeats N] [--busy] [--out FILE]
  ID         pages of the corpus; all of them when none is named
  --truth    only pages of this class: white, stuck, wrong, minor or healthy
  --repeats  how often each page is judged, default 1
  --busy     keeps every core busy with something else meanwhile
  --out      also write the results as JSON, page by page
`;

/** Measures detection on the corpus and prints the tables as Markdown; answers with the exit code. */
async function main(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { truth: { type: 'string' }, repeats: { type: 'string', default: '1' }, busy: { type: 'boolean', default: false }, out: { type: 'string' }, help: { type: 'boolean', default: false } },
  });
  const repeats = Number(values.repeats);
  if (values.help || !Number.isInteger(repeats) || repeats < 1) {
    process.stderr.write(usage);
    return values.help ? 0 : 2;
  }
  const facts = await machineFacts();
  const scratch = await mkdtemp(join(tmpdir(), 'gonogo-detection-'));
  try {
    const detections = await detect({ repeats, busy: values.busy, only: positionals, truth: values.truth ?? null, scratch, tell: (line) => void process.stderr.write(`${line}\n`) });
    const sections = sectionsOf(detections);
    const about = [...facts, ['cores', values.busy ? 'kept busy' : 'as they were'], ['repeats', String(repeats)]];
    process.stdout.write(`${about.map(([name, value]) => `- ${name}: ${value}`).join('\n')}\n\n${sections.map(renderMarkdown).join('\n')}`);
    if (values.out !== undefined) await writeFile(values.out, `${JSON.stringify({ measuredAt: new Date().toISOString(), about: Object.fromEntries(about), pages: detections }, null, 2)}\n`);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
