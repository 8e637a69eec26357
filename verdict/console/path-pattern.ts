import { parse } from 'tldts';
import type { Party } from '../party.ts';

const extension = /\.(?:m?jsx?|cjs|tsx?|css|json|html?|wasm|map|svg|png|jpe?g|webp|avif|gif|ico|woff2?|ttf|vue|svelte)$/i;

/** A URL without what differs from build to build and from visit to visit: class of its origin, pattern of its path. */
export function urlPattern(url: string, partyOf: (url: string) => Party): string {
  if (url.startsWith('data:')) return `data:${/^data:([\w./+-]{0,60})/.exec(url)?.[1] ?? ''}`;
  const blob = url.startsWith('blob:');
  const bare = withoutPlace(blob ? url.slice(5) : url);
  const rest = /^[a-z][a-z0-9+.-]{0,40}:\/\/([^/?#]*)([^?#]*)/i.exec(bare);
  if (!rest) return blob ? 'blob:<id>' : pathPattern(bare);
  const origin = /^(?:https?|wss?):/i.test(bare) ? (partyOf(bare) === 'first' ? '<own>' : `<${parse(bare).domain ?? rest[1] ?? ''}>`) : bare.slice(0, bare.indexOf(':'));
  return blob ? `blob:${origin}/<id>` : `${origin}${pathPattern(rest[2] ?? '')}`;
}

/** A path with numbers, ids, dates and content hashes replaced; without query, fragment, line and column. */
export function pathPattern(path: string): string {
  const segments = withoutPlace(path).replace(/[?#].*$/s, '').slice(0, 500).split('/');
  return segments.map((segment, index) => (index === segments.length - 1 && extension.test(segment) ? filePattern(segment) : segmentPattern(segment))).join('/');
}

/** A file name with content hash and chunk number replaced: `index-DkX3a_9-.js` becomes `index-<hash>.js`. */
export function filePattern(name: string): string {
  const end = extension.exec(name)?.[0] ?? '';
  const stem = name.slice(0, name.length - end.length).slice(0, 200);
  // The hash of Vite and Rollup: eight characters that may hold the separators themselves.
  const tail = /^(?:(.*)[-.])?([\w-]{8})$/s.exec(stem);
  if (tail && isHash(tail[2] ?? '')) return `${tail[1] === undefined ? '' : `${parts(tail[1])}-`}<hash>${end}`;
  return `${parts(stem)}${end}`.replace(/\.<hash>/g, '-<hash>');
}

/** Whether a word looks made by a hash function, and not by a person. */
export function isHash(word: string): boolean {
  if (word.length < 6) return false;
  if (/^[0-9a-f]+$/i.test(word)) return /\d/.test(word) && (/[a-f]/i.test(word) || word.length >= 16);
  if (word.length < 8 || !/^[\w-]+$/.test(word)) return false;
  if (word.length >= 16) return /\d/.test(word) && /[a-z]/i.test(word) && changes(word) >= 4;
  if (word.length > 12) return changes(word) >= 4;
  // Words in kebab, snake and camel case, with or without a number at the end, are names.
  if (/^[A-Za-z]?[a-z]{2,}(?:[-_]?[A-Z]?[a-z]{2,})*\d{0,3}$/.test(word) || /^[A-Z]?[a-z]+(?:[-_][A-Za-z]?[a-z]+)*$/.test(word) || /^[A-Z]{2,}$/.test(word)) return false;
  return changes(word) >= 1;
}

/** How often the kind of character (digit, lower, upper, other) changes. */
function changes(word: string): number {
  const kind = (character: string): string => (/\d/.test(character) ? 'd' : /[a-z]/.test(character) ? 'l' : /[A-Z]/.test(character) ? 'u' : 'o');
  let count = 0;
  for (let index = 1; index < word.length; index++) if (kind(word.charAt(index)) !== kind(word.charAt(index - 1))) count++;
  return count;
}

function parts(stem: string): string {
  return stem
    .split(/([-._~])/)
    .map((part) => (/^\d+$/.test(part) ? '<n>' : isHash(part) ? '<hash>' : part))
    .join('');
}

function segmentPattern(segment: string): string {
  if (/^v\d{1,3}$/.test(segment)) return segment;
  if (/^-?\d+$/.test(segment)) return '<n>';
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(segment)) return '<uuid>';
  if (/^\d{4}-\d\d-\d\d/.test(segment)) return '<date>';
  if (segment.length >= 16 && isHash(segment)) return '<id>';
  if (/^[0-9a-f]{6,}$/i.test(segment) && isHash(segment)) return '<id>';
  return segment.includes('%40') || segment.includes('@') ? (/[^/]{1,64}(?:@|%40)[^/]+\.\w+$/.test(segment) ? '<email>' : segment) : segment.replace(/\d+/g, '<n>');
}

function withoutPlace(url: string): string {
  return url.replace(/(?::\d{1,9}){1,2}\)?$/, (found) => (/^[a-z]+:\/\/[^/]*$/i.test(url) ? found : ''));
}
