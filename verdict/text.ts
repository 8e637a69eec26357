/** Cuts a text to `limit` characters and says so with an ellipsis. Never splits a surrogate pair. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, Math.max(0, limit - 1));
  return `${cut.replace(/[\uD800-\uDBFF]$/, '')}…`;
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
