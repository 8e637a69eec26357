import type { Verdict } from './verdict.ts';

/** Where logs are looked at. `query` is a template in the words of the product: see `filled`. */
export type LogPlace = { name: string } & (
  | { kind: 'url'; url: string }
  | { kind: 'splunk' | 'datadog'; url: string; query: string }
  | { kind: 'kibana'; url: string; index: string; query: string }
  | { kind: 'loki'; url: string; datasource: string; query: string }
  | { kind: 'cloudwatch'; region: string; groups: string[]; query: string }
);

/** What the templates are filled with. Instants are milliseconds since 1970. */
export interface LogWindow {
  from: number;
  to: number;
  run: string;
  service: string;
  /** Trace ids of failing requests. */
  traces: readonly string[];
}

/** Milliseconds before and after, since clocks differ; how old a deploy may be to begin the window; trace ids in one link. */
const limits = { margin: 60_000, deploy: 24 * 3_600_000, traces: 10 };

/** From the deploy, so that the logs of the start are in it, when it is known and of this day; else from the start of the run. */
export function windowOf(times: { startedAt: string; finishedAt: string; deployedAt: string | null }): Pick<LogWindow, 'from' | 'to'> {
  const started = Date.parse(times.startedAt);
  const deployed = times.deployedAt === null ? started : Date.parse(times.deployedAt);
  const from = deployed < started && started - deployed <= limits.deploy ? deployed : started;
  return { from: from - limits.margin, to: Date.parse(times.finishedAt) + limits.margin };
}

/** A link for each place, to exactly this run's window. */
export function logLinks(places: readonly LogPlace[], window: LogWindow): Verdict['links'] {
  return places.map((place) => ({ label: place.name, url: addressOf(place, window) }));
}

function addressOf(place: LogPlace, window: LogWindow): string {
  const { from, to } = window;
  switch (place.kind) {
    case 'url':
      return filled(place.url, window, encodeURIComponent);
    case 'splunk':
      return withQuery(place.url, { q: asSearch(filled(place.query, window)), earliest: seconds(from), latest: seconds(to) });
    case 'datadog':
      return withQuery(place.url, { query: filled(place.query, window), from_ts: String(from), to_ts: String(to), live: 'false' });
    case 'kibana': {
      const time = `(time:(from:${rison(iso(from))},to:${rison(iso(to))}))`;
      const state = `(index:${rison(place.index)},query:(language:kuery,query:${rison(filled(place.query, window))}))`;
      return `${place.url.replace(/[?#].*$/, '').replace(/\/$/, '')}#/?_g=${encodeURIComponent(time)}&_a=${encodeURIComponent(state)}`;
    }
    case 'loki': {
      const query = { refId: 'A', expr: filled(place.query, window), datasource: { type: 'loki', uid: place.datasource } };
      const panes = { logs: { datasource: place.datasource, queries: [query], range: { from: String(from), to: String(to) } } };
      return withQuery(place.url, { schemaVersion: '1', panes: JSON.stringify(panes) });
    }
    case 'cloudwatch': {
      const groups = place.groups.map((group) => `~'${starred(group)}`).join('');
      const detail = `~(end~'${starred(iso(to))}~start~'${starred(iso(from))}~timeType~'ABSOLUTE~tz~'UTC~editorString~'${starred(filled(place.query, window))}~source~(${groups}))`;
      return `https://${place.region}.console.aws.amazon.com/cloudwatch/home?region=${place.region}#logsV2:logs-insights$3FqueryDetail$3D${detail}`;
    }
  }
}

/**
 * A template with its places filled: `{run}`, `{service}`, `{from}` and `{to}` (ISO), `{fromMs}` and `{toMs}`, `{traces}` (trace
 * ids with OR between them) and `{tracePattern}` (with `|`). Without a failing request the run id stands for the trace ids.
 */
function filled(template: string, { from, to, run, service, traces }: LogWindow, encode: (text: string) => string = String): string {
  const ids = traces.length > 0 ? traces.slice(0, limits.traces) : [run];
  const values: Record<string, string> = {
    run, service, from: iso(from), to: iso(to), fromMs: String(from), toMs: String(to),
    traces: ids.join(' OR '), tracePattern: ids.join('|'),
  };
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? encode(values[name] ?? '') : whole));
}

/** The names of places in a template. */
export const logPlaceholders = ['run', 'service', 'from', 'to', 'fromMs', 'toMs', 'traces', 'tracePattern'] as const;

/** Splunk takes a search that begins with its command. */
function asSearch(query: string): string {
  return /^\s*(?:search\b|\|)/.test(query) ? query : `search ${query}`;
}

function withQuery(url: string, parameters: Record<string, string>): string {
  const target = new URL(url);
  // Blanks as %20: not every reader takes a plus for one.
  const added = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  target.search = [target.search.replace(/^\?/, ''), ...added].filter((part) => part !== '').join('&');
  return target.href;
}

/** A text in Rison, the notation of Kibana's addresses. */
function rison(text: string): string {
  return `'${text.replace(/[!']/g, '!$&')}'`;
}

/** A text as the console of CloudWatch writes it: what is no letter or digit as `*` and its bytes in hexadecimal. */
function starred(text: string): string {
  const bytes = (character: string) => Array.from(new TextEncoder().encode(character), (byte) => `*${byte.toString(16).padStart(2, '0')}`).join('');
  return text.replace(/[^A-Za-z0-9._-]/gu, bytes);
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

function seconds(ms: number): string {
  return String(Math.floor(ms / 1000));
}
