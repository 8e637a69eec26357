import type { MessageGroup } from '../observation.ts';
import type { Party } from '../party.ts';
import { familyOf, regarded } from './families.ts';
import { stackFrames } from './stack-frames.ts';
import { filePattern, isHash, pathPattern, urlPattern } from './path-pattern.ts';

/** What of a message is needed to recognise it. */
export type Recognisable = Pick<MessageGroup, 'source' | 'text' | 'url' | 'stack'> & { mapped?: MessageGroup['mapped'] };

/** By what a message is recognised in another load, build or environment. The keys are readable text. */
export interface Fingerprint {
  /** Name of the error, or empty. */
  type: string;
  /** The text with everything replaced that differs from load to load. */
  template: string;
  /** Kind, party, type, template, and the own frames or the place. */
  strict: string;
  /** The same without frames and place: it also survives a bundle that is cut differently. */
  loose: string;
}

const limits = { template: 300, place: 300 };

/**
 * Recognises a message: the same fault gives the same keys in every load and after a rebuild, and different faults
 * give different keys. Linear in the text, of which only the start counts.
 */
export function fingerprint(message: Recognisable, partyOf: (url: string) => Party): Fingerprint {
  const { type, text } = withoutPrefixes(withoutFrames(message.text.slice(0, regarded)));
  const family = familyOf(message.text)?.family;
  const template = family?.collapses ? family.id : templateOf(text, type, partyOf).slice(0, limits.template);
  const kind = family?.collapses ? '' : type;
  const loose = [message.source, partyOf(message.url), kind, template].join(' | ');
  return { type, template, loose, strict: `${loose} | ${placeOf(message, partyOf).slice(0, limits.place)}` };
}

/** A text with everything replaced that differs from load to load. */
export function templateOf(text: string, type: string, partyOf: (url: string) => Party): string {
  const head = text.slice(0, regarded);
  const steps: [RegExp, string | ((...found: string[]) => string)][] = [
    [/(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/g, '<email>'],
    [/\bdata:[\w./+-]{0,60}[;,][^\s'")]*/g, (url) => urlPattern(url, partyOf)],
    [/\b(?:blob:)?(?:https?|wss?|file|webpack|webpack-internal|chrome-extension|blob):[^\s'"`<>(){}|\\^]+/gi, (url) => kept(url, (bare) => urlPattern(bare, partyOf))],
    [/(?<![\w<>.:/~-])\.{0,2}\/[\w.~%@+-]+(?:\/[\w.~%@+-]*){0,40}(?:\?[^\s'"`<>)]*)?(?::\d+){0,2}/g, (path) => kept(path, pathPattern)],
    [/(?<![\w./<>-])[\w.~-]{1,120}\.(?:m?js|css|json|html|wasm|tsx?|vue)(?![\w.])(?::\d+){0,2}/g, (name) => filePattern(name.replace(/(?::\d+)+$/, ''))],
    [/(?<![\w.<-])(?:(?:[a-z0-9-]{1,63}\.){1,6}(?:com|net|org|io|de|eu|uk|fr|cloud|internal|example)|(?:[a-z0-9-]{1,63}\.){2,6}(?:app|dev|co|local|test)|localhost)(?::\d{1,5})?(?![\w.-]|\()/g, '<host>'],
    [/(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?(?![\w.])/g, '<ip>'],
    [/(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}(?::?[0-9a-f]{1,4})(?![\w:])/gi, '<ip>'],
    [/\b[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}\b/g, '<trace>'],
    [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<uuid>'],
    [/\bsha(?:256|384|512)-[\w+/=-]{20,100}/gi, '<hash>'],
    [/\b(?:[0-9a-f]{128}|[0-9a-f]{96}|[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32})\b/gi, '<hash>'],
    [/\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z| ?[+-]\d\d:?\d\d)?)?/g, '<date>'],
    [/\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? (?:[A-Z][a-z]{2} \d{1,2}|\d{1,2} [A-Z][a-z]{2}) \d{4}(?: \d\d:\d\d:\d\d(?: GMT(?:[+-]\d{4})?(?: \([^)]{1,60}\))?)?)?/g, '<date>'],
    [/\b\d{1,2}[/.]\d{1,2}[/.]\d{4}(?:,? \d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)?)?/g, '<date>'],
    [/\b\d{1,2}:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?: ?[AP]M)?\b/g, '<date>'],
    [/(?<![\w.#-])\d+(?:\.\d+)? ?(?:ms|milliseconds?|s|sec|seconds?|min|minutes?|h|hours?|days?)\b/g, '<duration>'],
    [/\b0x[0-9a-f]+\b/gi, '<hex>'],
    [/(?<![\w-])(?=[a-f]{0,64}\d)(?=\d{0,64}[a-f])[0-9a-f]{7,64}(?![\w-])/gi, '<hex>'],
    [/(?<![\w-])[A-Za-z0-9_-]{16,64}(?![\w-])/g, (word) => (isHash(word) ? '<id>' : word)],
    [/=\s?(?:"[^"]{0,300}"|'[^']{0,300}')/g, '=<value>'],
    [/(?<![\w.<#]|error #|status (?:code )?(?:of )?|status: ?|HTTP )[-+]?\d+[.,]\d[\d.,]*(?:e[+-]?\d+)?\b/gi, '<n>'],
    [/(?<![\w.<]|error #|status (?:code )?(?:of )?|status: ?|HTTP |answered )[-+]?\d+\b/gi, '<n>'],
    [/(?<=[_-])\d+\b/g, '<n>'],
  ];
  let result = head.replace(/\x1b\[[\d;]{0,20}m/g, '');
  for (const [pattern, put] of steps) result = typeof put === 'string' ? result.replace(pattern, put) : result.replace(pattern, put);
  if (type !== '') result = withoutMinified(result);
  return result.replace(/\s+/g, ' ').trim();
}

/** The error's name apart from its text, both without what browsers and loggers put before them. */
export function withoutPrefixes(text: string): { type: string; text: string } {
  let rest = text.trimStart();
  for (let round = 0; round < 5; round++) {
    const next = rest
      .replace(/^Uncaught(?: \(in promise\))?:? ?/, '')
      .replace(/^(?:Unhandled (?:Promise )?[Rr]ejection|Unhandled error):? ?/, '')
      .replace(/^(?:Uncaught )?\w{0,60}(?:Error|Exception): (?=(?:Uncaught |Error: |[A-Z]\w{0,60}(?:Error|Exception): ))/, '');
    if (next === rest) break;
    rest = next;
  }
  if (rest.includes('%c')) rest = rest.replaceAll('%c', '').replace(/(?: [a-z-]{2,30}: ?[\w#(),.%' -]{1,60};?){1,20}\s*$/, '');
  const named = /^((?:[A-Z]\w{0,60})?(?:Error|Exception))(?:: |$)/.exec(rest);
  return named ? { type: named[1] ?? '', text: rest.slice(named[0].length) } : { type: '', text: rest };
}

/** A logged error brings its stack along; the frames belong to the place, not to the text. */
function withoutFrames(text: string): string {
  return text.replace(/\n[ \t]{1,20}at [^\n]{0,1000}/g, '').replace(/\n[^\s@]{0,200}@(?:https?|blob):[^\n]{0,1000}/g, '');
}

/** Names that a minifier chose, in the sentences that engines write about code. */
function withoutMinified(text: string): string {
  return text
    .replace(/(?<![\w$.])\(0 ?, ?[\w$]{1,3}\.[\w$]{1,3}\)/g, '<name>')
    .replace(/(?<![\w$.'])[A-Za-z_$][\w$]?(?=(?:\.[\w$]{1,60}){0,6} is (?:not a function|not iterable|not a constructor|undefined|null)\b)/g, '<name>')
    .replace(/(?<=evaluating ')[A-Za-z_$][\w$]?(?=[.'(\[])/g, '<name>')
    .replace(/(?<=Cannot access ')[A-Za-z_$][\w$]?(?=' before)/g, '<name>')
    .replace(/(?<=can't access property "[^"]{1,60}", )[A-Za-z_$][\w$]?(?=[ .])/g, '<name>')
    .replace(/(?<=reading ')[A-Za-z_$](?='\))/g, '<name>');
}

function placeOf(message: Recognisable, partyOf: (url: string) => Party): string {
  if (message.mapped) return `${message.mapped.source.replace(/^(?:\.{1,2}\/)+/, '')} ${message.mapped.name ?? ''}`.trim();
  const own = stackFrames(message.stack ?? message.text).filter((frame) => frame.own(partyOf));
  const named = own.filter(({ name }) => name !== '').slice(0, 3);
  const frames = named.length > 0 ? named : own.slice(0, 1);
  if (frames.length > 0) return frames.map(({ url, name }) => `${name} ${urlPattern(url, partyOf)}`.trim()).join(' < ');
  return message.url === '' ? '' : urlPattern(message.url, partyOf);
}

/** Applies to a URL without the punctuation of the sentence around it. */
function kept(url: string, pattern: (bare: string) => string): string {
  const bare = url.replace(/[.,;:!\]]{1,9}$/, '');
  return pattern(bare) + url.slice(bare.length);
}
