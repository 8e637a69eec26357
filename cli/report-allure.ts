import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shownPath } from '../reports/shown-path.ts';
import { outputNames } from '../verdict/wire.ts';

/** Makes Allure's site from the results in an output folder: `npm run report:allure [-- DIR]`. A tool of the clone. */

/** Nothing but the site itself: Allure's page would tell an analytics service of each visit. */
const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:">`;

/** Answers with the exit code. */
async function main(folder: string): Promise<number> {
  const results = join(folder, outputNames.allure);
  const site = join(folder, 'allure-report');
  if (!existsSync(results)) {
    process.stderr.write(`error: there is no ${shownPath(results)}. Run gonogo run first, with allure among the formats.\n`);
    return 2;
  }
  await rm(site, { recursive: true, force: true });
  const allure = join(dirname(fileURLToPath(import.meta.resolve('allure'))), '../cli.js');
  const done = spawnSync(process.execPath, [allure, 'generate', results, '--output', site, '--report-name', 'gonogo'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'], timeout: 300_000 });
  const page = join(site, 'index.html');
  if (done.status !== 0 || !existsSync(page)) {
    process.stderr.write(`error: Allure made no site (${done.error?.message ?? `code ${done.status}`}).\n`);
    return 1;
  }
  const html = await readFile(page, 'utf8');
  await writeFile(page, html.replace(/<head>/, (head) => `${head}\n    ${policy}`));
  process.stdout.write(`Allure's site is in ${shownPath(site)}; npx allure open ${shownPath(site)} shows it\n`);
  return 0;
}

process.exitCode = await main(resolve(process.argv[2] ?? 'gonogo-report'));
