import type { Consequences, RequestCause } from './finding.ts';
import { clip, counted, oneLine, shortUrl } from './text.ts';

/** The words for a finding: what was seen with its value, what was expected, what to do. */
export interface Words {
  seen: string;
  expected: string;
  advice: string;
}

/** How a request ended, in words: `answered 404`, `failed with ERR_…`, `never answered`. */
export function ending(cause: RequestCause): string {
  if (cause.error === 'csp') return 'was blocked by the Content-Security-Policy';
  if (cause.error && (cause.status ?? 0) < 400) return `failed with ${plainError(cause.error)}`;
  if (cause.status === null) return 'never answered';
  return `answered ${cause.status}`;
}

/** The browser's error name without its prefix. */
export function plainError(error: string): string {
  return error.replace(/^net::/, '');
}

/** A request and how it ended. */
export function named(cause: RequestCause): string {
  return `${cause.type} ${shortUrl(cause.url)} ${ending(cause)}`;
}

/** A page as a finding names it. */
export function path(url: string): string {
  return shortUrl(url, 60);
}

/** A text of somebody else, in quotation marks and one line. */
export function quoted(text: string, limit = 160): string {
  return `"${clip(oneLine(text), limit)}"`;
}

/** `; 3 console errors and 1 exception follow from it`, or nothing. */
export function following(follows: Consequences | undefined): string {
  if (!follows) return '';
  const { lines, exceptions } = follows;
  const parts = [lines > 0 ? counted(lines, 'console error') : '', exceptions > 0 ? counted(exceptions, 'exception') : ''].filter((part) => part !== '');
  return `; ${parts.join(' and ')} ${lines + exceptions === 1 ? 'follows' : 'follow'} from it`;
}
