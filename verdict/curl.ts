import type { SentRecord, WrittenText } from './api-observation.ts';
import { shownText } from './written-text.ts';

/** A command that makes a call again, and what of the call is not in it. */
export interface CurlCommand {
  line: string;
  /** Names of headers, and `body`: secrets that have no name, what was not kept, and what could do harm where it is pasted. */
  leftOut: string[];
}

/** Made anew with each call, or by curl itself. */
const own = new Set(['traceparent', 'x-gonogo-run', 'content-length', 'host', 'accept-encoding']);

const longest = 4000;

/**
 * The call as a line for a POSIX shell. All that was sent is hostile text and stands in single quotes; only names of environment
 * variables stand in double quotes, so that the shell puts their values there. Null when the call cannot be written safely.
 */
export function curlCommand(method: string, { url, headers, body }: SentRecord): CurlCommand | null {
  const place = urlOf(url);
  if (place === null || !/^[A-Z]{1,20}$/.test(method)) return null;
  const usual = method === 'GET' || method === 'HEAD';
  const leftOut: string[] = [];
  const words = ['curl --include', ...(method === 'HEAD' ? ['--head'] : usual && body === null ? [] : [`--request ${method}`])];
  // curl takes these for lists of URLs.
  if (/[[\]{}]/.test(shownText(place))) words.push('--globoff');
  if (headers['accept-encoding'] !== undefined) words.push('--compressed');
  for (const [name, value] of Object.entries(headers)) {
    if (own.has(name)) continue;
    if (isSafe(name) && isSafe(value)) words.push(`--header ${shellWord(headerWord(name, value))}`);
    else leftOut.push(name);
  }
  if (body !== null && body.bytes > 0) {
    if (body.whole && isSafe(body.sample)) words.push(`--data-raw ${shellWord(body.sample)}`);
    else leftOut.push('body');
  }
  const line = `${words.join(' ')} ${shellWord(place)}`;
  return line.length > longest ? null : { line, leftOut };
}

/** The URL in its normal form, where it is one of the web. */
function urlOf(url: WrittenText): WrittenText | null {
  if (typeof url !== 'string') return /^https?:\/\//.test(typeof url[0] === 'string' ? url[0] : '') && isSafe(url) ? url : null;
  const parsed = URL.parse(url);
  return parsed && /^https?:$/.test(parsed.protocol) && isSafe(parsed.href) ? parsed.href : null;
}

/** Whether a text is whole and plain: no mask of a secret, nothing that a terminal acts on or that is not seen. */
function isSafe(text: WrittenText): boolean {
  return [text].flat().every((part) => (typeof part === 'string' ? !part.includes('[redacted]') && !/(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(part) : /^[A-Za-z_]\w*$/.test(part.env)));
}

/** As curl takes a header: one without a value ends with a semicolon. */
function headerWord(name: string, value: WrittenText): WrittenText {
  if (typeof value === 'string') return value === '' ? `${name};` : `${name}: ${value}`;
  const [first = '', ...others] = value;
  return typeof first === 'string' ? [`${name}: ${first}`, ...others] : [`${name}: `, ...value];
}

/** One word of a shell, whatever its texts hold. */
function shellWord(text: WrittenText): string {
  return [text].flat().map((part) => (typeof part === 'string' ? `'${part.replaceAll("'", "'\\''")}'` : `"$${part.env}"`)).join('');
}
