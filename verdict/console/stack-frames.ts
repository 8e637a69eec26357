import type { Party } from '../party.ts';

/** One line of a stack. */
export interface StackFrame {
  /** Name of the function as a person gave it; empty for anonymous and minified ones. */
  name: string;
  url: string;
  line: number;
  column: number;
  /** Whether it is of the release's own code, and not of a library or the browser. */
  own(partyOf: (url: string) => Party): boolean;
}

const mostFrames = 30;
const chromium = /^\s{0,8}at (?:async )?(?:(?<name>[^(]{0,200}) \()?(?<url>(?:https?|blob|webpack|webpack-internal|file|wss?):[^\s()]{1,600}?):(?<line>\d{1,9}):(?<column>\d{1,9})\)?\s*$/;
const others = /^(?<name>[^@\s]{0,200})@(?<url>(?:https?|blob|file):[^\s]{1,600}?):(?<line>\d{1,9}):(?<column>\d{1,9})\s*$/;
const library = /(?:^|[/._~-])(?:vendors?|node_modules|framework|polyfills?|runtime|react(?:-dom)?|vue|angular|preact|svelte|jquery|zone|lodash|webpack|scheduler)(?=[/._~-]|$)/i;

/** The frames of a stack as Chromium, Firefox or WebKit writes it, innermost first. */
export function stackFrames(stack: string | null): StackFrame[] {
  if (stack === null) return [];
  const found: StackFrame[] = [];
  for (const line of stack.slice(0, 20_000).split('\n', mostFrames * 2)) {
    const groups = line.length > 1000 ? undefined : (chromium.exec(line) ?? others.exec(line))?.groups;
    if (!groups) continue;
    const url = groups.url ?? '';
    found.push({
      name: givenName(groups.name ?? ''),
      url,
      line: Number(groups.line),
      column: Number(groups.column),
      own: (partyOf) => partyOf(url) === 'first' && !library.test(/^[^?#]*/.exec(url.replace(/^[a-z]+:\/\/[^/]*/i, ''))?.[0] ?? ''),
    });
    if (found.length === mostFrames) break;
  }
  return found;
}

function givenName(raw: string): string {
  const name = raw.replace(/^(?:async|new) /, '').replace(/\[as [^\]]*\]/, '').trim().split('.').at(-1)?.replace(/[</]+$/, '') ?? '';
  return name.length <= 2 || /^(?:<anonymous>|anonymous|eval|Object|Module)$/.test(name) || name.includes('[') ? '' : name;
}
