import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { chooseBrowser } from '../fixtures/browser.ts';
import { temporaryFolder } from './cli-run.ts';

/** The browser that tests run on, as a file. */
export const realBrowser = chooseBrowser(undefined, process.env).executablePath ?? chromium.executablePath();

/** A shell script that can be given as `--browser`; in `lines`, `$BROWSER` is the real one and `"$@"` its arguments. */
export async function browserScript(lines: string): Promise<string> {
  const file = join(await temporaryFolder(), 'browser.sh');
  writeFileSync(file, `#!/bin/sh\nBROWSER='${realBrowser}'\n${lines}\n`);
  chmodSync(file, 0o755);
  return file;
}
