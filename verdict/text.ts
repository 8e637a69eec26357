const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** UTF-16 units that are searched for the start of one visible character; piles of marks can be endless. */
const longestGrapheme = 64;

/** The last place at or before `index` where one visible character ends and the next begins. */
function boundaryBefore(text: string, index: number): number {
  if (index <= 0 || index >= text.length) return Math.max(0, Math.min(index, text.length));
  const start = Math.max(0, index - longestGrapheme);
  const found = graphemes.segment(text.slice(start, index + 2)).containing(index - start)?.index ?? 0;
  if (found > 0 || start === 0) return start + found;
  return /[\uDC00-\uDFFF]/.test(text.charAt(index)) ? index - 1 : index;
}

/** Cuts a text to `limit` UTF-16 units and says so with an ellipsis. Never splits what people see as one character. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, boundaryBefore(text, Math.max(0, limit - 1)))}…`;
}

/** Bytes of a text in UTF-8. */
export function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** `clip` by bytes in UTF-8, the ellipsis (3 bytes) included. */
export function clipBytes(text: string, limit: number): string {
  if (bytesOf(text) <= limit) return text;
  if (limit < 3) return '';
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(limit - 3));
  return `${text.slice(0, boundaryBefore(text, read))}…`;
}

/** An escaped text of at most `limit` UTF-16 units: it is cut before it is escaped, so that no escape is cut. */
export function clipEscaped(text: string, limit: number, escape: (text: string) => string): string {
  let units = limit;
  let escaped = escape(clip(text, units));
  while (escaped.length > limit && units > 0) {
    units = Math.min(units - 1, Math.floor((units * limit) / escaped.length));
    escaped = escape(clip(text, units));
  }
  return escaped;
}

/** The rendering of as many of `count` parts as fit into `mostBytes` of UTF-8. Rendering none of them has to fit. */
export function mostThatFit(count: number, mostBytes: number, render: (kept: number) => string): string {
  for (let kept = count; kept > 0; kept--) {
    const text = render(kept);
    if (bytesOf(text) <= mostBytes) return text;
  }
  return render(0);
}

/** One line: white space runs become one blank. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** `1 page`, `2 pages`. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`;
}

/** Path and query of a URL on its own site, host included for another one; data URLs only by their head. */
export function shortUrl(url: string, limit = 90): string {
  if (url.startsWith('data:')) return clip(url, 40);
  const parsed = URL.parse(url);
  return clip(parsed ? `${parsed.pathname}${parsed.search}` : url, limit);
}

/** Milliseconds as people say them: `340 ms`, `8.2 s`, `3 min 20 s`. */
export function spoken(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Milliseconds for decisions that take hours, in whole minutes, rounded down: `45 min`, `2 h 5 min`, `3 d 4 h`. */
export function minutesSpoken(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
