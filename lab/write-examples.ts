import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CheckResult, Verdict } from '../verdict/verdict.ts';
import { readCorpus } from './corpus/read-corpus.ts';
import { type PlacedPage, startCorpus } from './start-corpus.ts';

/** The ten that are shown: one for each way in which a page fails people. */
const shown = ['P1', 'P31', 'P45', 'P46', 'P43b', 'P43e', 'P47', 'P46c', 'X4', 'P29'];

const root = join(import.meta.dirname, '..');
const folder = join(root, 'docs/findings');

/** Writes `docs/findings/`: runs gonogo on ten broken pages and keeps what a person gets to see of each. */
async function writeExamples(): Promise<void> {
  const pages = (await readCorpus()).filter(({ id }) => shown.includes(id));
  const corpus = await startCorpus({ pages });
  const scratch = await mkdtemp(join(tmpdir(), 'gonogo-examples-'));
  try {
    const verdict = await judge(corpus.pages, corpus.url, scratch);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    const placed = shown.flatMap((id) => corpus.pages.find((page) => page.id === id) ?? []);
    const sections = await Promise.all(placed.map((page) => section(page, verdict, scratch)));
    const head = `# Ten findings\n\nWhat gonogo says and shows of ten broken pages of \`lab/corpus\`, as it came: the words of the finding and the last picture. Of\npages that show nothing, a map: what counts as visible is red. Made by \`node lab/write-examples.ts\`.\n`;
    await writeFile(join(folder, 'README.md'), `${head}\n${sections.join('\n')}`);
  } finally {
    await corpus.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

async function judge(pages: PlacedPage[], url: string, scratch: string): Promise<Verdict> {
  const config = join(scratch, 'gonogo.config.json');
  await writeFile(config, JSON.stringify({ targets: { corpus: { url } }, pages: pages.map((page) => ({ path: new URL(page.url).pathname })) }));
  const child = spawn(process.execPath, [join(root, 'cli/main.ts'), 'run', '--config', config, '--output', scratch], { stdio: ['ignore', 'ignore', 'inherit'] });
  await once(child, 'exit');
  return JSON.parse(await readFile(join(scratch, 'verdict.json'), 'utf8')) as Verdict;
}

async function section(page: PlacedPage, { checks }: Verdict, scratch: string): Promise<string> {
  const id = `page:${new URL(page.url).pathname}:`;
  const failed = checks.filter((check) => check.id.startsWith(id) && check.outcome === 'fail');
  const check = failed.find(({ kind }) => kind === 'white-screen') ?? failed[0];
  const finding = check?.findings[0];
  if (!check || !finding) throw new Error(`${page.id} did not fail`);
  const visual = ['WHITE_SCREEN', 'NO_CONTENT'].includes(finding.code);
  const pictures = [await keep(check, /look-\d+-\d\.png$/, page.id, '', scratch), ...(visual ? [await keep(check, /-edges\.png$/, page.id, '-visible', scratch)] : [])];
  return [`## ${page.title}`, '', `\`${finding.code}\`: ${finding.message}.`, '', `What to do: ${finding.advice}`, '', pictures.map((file) => `<img src="${file}" width="400" alt="${file.includes('-visible') ? 'What of it counts as visible' : 'The page as it was seen'}">`).join('\n'), ''].join('\n');
}

async function keep({ evidence }: CheckResult, name: RegExp, id: string, note: string, scratch: string): Promise<string> {
  const path = evidence.findLast((file) => name.test(file));
  if (path === undefined) throw new Error(`${id} has no picture`);
  const file = `${id.toLowerCase()}${note}.png`;
  await copyFile(join(scratch, path), join(folder, file));
  return file;
}

await writeExamples();
