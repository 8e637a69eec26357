import { setTimeout as sleep } from 'node:timers/promises';
import { answer, type Answer } from '../../answer.ts';
import type { Route } from '../corpus-page.ts';

/** An HTML document with status 200. */
export function html(body: string, headers: Record<string, string> = {}): Answer {
  return answer(200, 'text/html; charset=utf-8', body, headers);
}

/** A script. */
export function script(body: string, headers: Record<string, string> = {}): Answer {
  return answer(200, 'text/javascript; charset=utf-8', body, headers);
}

/** A stylesheet. */
export function css(body: string, headers: Record<string, string> = {}): Answer {
  return answer(200, 'text/css; charset=utf-8', body, headers);
}

/** What a web server says of a file that is not there. */
export const notFound: Answer = answer(404, 'text/plain; charset=utf-8', 'Not Found');

/** A temporary redirect. */
export function redirect(location: string): Answer {
  return { status: 302, headers: { location }, body: Buffer.alloc(0) };
}

/** The answer, but only after `ms`. */
export function delayed(ms: number, late: Answer): Route {
  return async () => {
    await sleep(ms, undefined, { ref: false });
    return late;
  };
}

/** The answer with the rest of its body missing: the connection ends before what was promised. */
export function cutShort(whole: Answer, bytes: number): Answer {
  if (whole === 'never') return whole;
  const headers = { ...whole.headers, 'content-length': String(whole.body.length), connection: 'close' };
  return { ...whole, headers, body: whole.body.subarray(0, bytes) };
}
