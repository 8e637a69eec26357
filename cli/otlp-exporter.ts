import { isHeaderName, isHeaderValue } from '../config/values.ts';
import type { Environment } from '../reports/format.ts';
import { sensitiveName } from './secrets.ts';

/** The variables of the OpenTelemetry specification ("Protocol Exporter") that are listened to. */
const exporterVariables = { endpoint: 'OTEL_EXPORTER_OTLP_ENDPOINT', headers: 'OTEL_EXPORTER_OTLP_HEADERS' } as const;

/** The collector that the environment names. */
export interface Exporter {
  /** Scheme, host and port, for people. */
  origin: string;
  traces: string;
  metrics: string;
  /** Lower-case names. Every value is a secret. */
  headers: Record<string, string>;
}

/** A shorter value under a harmless name is a word, such as the name of a tenant, which reports must be able to say. */
const secretLength = 16;

/** The collector of the environment, null when there is none, or why it cannot be used, without any value. */
export function exporterOf(environment: Environment): Exporter | { problem: string } | null {
  const endpoint = environment[exporterVariables.endpoint]?.trim();
  if (!endpoint) return null;
  const base = URL.parse(endpoint);
  if (base === null || !['http:', 'https:'].includes(base.protocol)) return { problem: `${exporterVariables.endpoint} is no http or https URL` };
  if (base.username !== '' || base.password !== '') return { problem: `${exporterVariables.endpoint} must not carry a user name or password: give them in ${exporterVariables.headers}` };
  const headers = headersOf(environment);
  if (headers === null) return { problem: `${exporterVariables.headers} must be NAME=VALUE pairs with commas between them, percent-encoded` };
  const at = (signal: string) => `${base.origin}${base.pathname.replace(/\/+$/, '')}/v1/${signal}`;
  return { origin: base.origin, traces: at('traces'), metrics: at('metrics'), headers };
}

/** What must not stand in a report: values of sensitive headers and all long ones, and what follows their scheme. */
export function exporterSecrets(environment: Environment): string[] {
  const secret = Object.entries(headersOf(environment) ?? {}).filter(([name, value]) => sensitiveName.test(name) || value.length >= secretLength);
  return secret.flatMap(([, value]) => [value, ...value.split(/\s+/).slice(1)]).filter((value) => value.length >= 8);
}

/** Names in lower case, values decoded; null when one is not as HTTP allows it. */
function headersOf(environment: Environment): Record<string, string> | null {
  const pairs = (environment[exporterVariables.headers] ?? '').split(',').map((pair) => pair.trim()).filter(Boolean);
  const entries = pairs.map((pair) => {
    const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(pair) ?? [];
    return [decoded(name.trim()).toLowerCase(), decoded(value.trim())] as const;
  });
  return entries.every(([name, value]) => isHeaderName(name) && isHeaderValue(value)) ? Object.fromEntries(entries) : null;
}

/** Text that is not percent-encoded stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
