import { readFileSync } from 'node:fs';
import { createRequire, findPackageJSON } from 'node:module';

/** Version of this gonogo, from its package.json. */
export function ownVersion(): string {
  const file = findPackageJSON('..', import.meta.url);
  const manifest: unknown = file === undefined ? {} : JSON.parse(readFileSync(file, 'utf8'));
  return manifest !== null && typeof manifest === 'object' && 'version' in manifest ? String(manifest.version) : 'unknown';
}

/** Version of the Playwright that runs the suite. */
export function playwrightVersion(): string {
  const require = createRequire(import.meta.url);
  return (require('@playwright/test/package.json') as { version: string }).version;
}
