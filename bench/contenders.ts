import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from './measure.ts';

/** What is to be looked at: `/bench/page/1…pages` and `/bench/api/1…calls` of the shop. */
export interface Load {
  shopUrl: string;
  pages: number;
  calls: number;
}

const root = fileURLToPath(new URL('../', import.meta.url));
const playwright = fileURLToPath(import.meta.resolve('@playwright/test/cli'));

/** `gonogo run` with its default formats, run from source; `extra` are more of its options. */
export function gonogo({ shopUrl, pages, calls }: Load, output: string, name = 'gonogo', extra: string[] = []): Command {
  const many = (option: string, values: string[]) => (values.length === 0 ? [] : [option, ...values]);
  return {
    name,
    args: [
      join(root, 'cli/main.ts'), 'run', shopUrl,
      ...many('--page', upTo(pages).map((number) => `/bench/page/${number}`)),
      ...many('--api', upTo(calls).map((number) => `GET /bench/api/${number}`)),
      '--output', output, ...extra,
    ],
    cwd: root,
    answerFile: join(output, 'verdict.json'),
    expected: 0,
  };
}

/** The hand-written Playwright suite; `settle` is whether each page is seen again 2.2 s after it was good. */
export function handWritten(load: Load, output: string, settle: boolean, name = settle ? 'hand-written' : 'hand-written, no settling'): Command {
  return {
    name,
    args: [playwright, 'test', '--config', join(root, 'bench/hand-written/playwright.config.ts')],
    cwd: root,
    environment: { ...loadVariables(load), BENCH_OUTPUT: output, BENCH_SETTLE: settle ? '1' : '0' },
    expected: 0,
  };
}

/** The script without a test runner. */
export function rawScript(load: Load, output: string, name = 'raw script'): Command {
  return { name, args: [join(root, 'bench/raw-script.ts')], cwd: root, environment: { ...loadVariables(load), BENCH_OUTPUT: output }, expected: 0 };
}

/** The calls without anything else. */
export function undiciLoop(load: Load, atOnce: number): Command {
  return { name: 'undici loop', args: [join(root, 'bench/undici-loop.ts')], cwd: root, environment: { ...loadVariables(load), BENCH_AT_ONCE: String(atOnce) }, expected: 0 };
}

function loadVariables({ shopUrl, pages, calls }: Load): Record<string, string> {
  return { BENCH_URL: shopUrl, BENCH_PAGES: String(pages), BENCH_CALLS: String(calls) };
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
