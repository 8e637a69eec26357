import { UsageError } from '../config/usage-error.ts';
import { type BrowserChoice, NoBrowserError, chooseBrowser } from '../fixtures/browser.ts';

/**
 * The browser of a command, null when there is none: that is for whoever looks at pages to tell.
 *
 * @throws UsageError when one was asked for that does not exist.
 */
export function requestedBrowser(asked: string | null): BrowserChoice | null {
  try {
    return chooseBrowser(asked ?? undefined, process.env);
  } catch (error) {
    if (error instanceof NoBrowserError && asked === null) return null;
    throw error instanceof NoBrowserError ? new UsageError(`--browser: ${error.message}`) : error;
  }
}
