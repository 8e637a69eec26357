import { join } from 'node:path';
import type { Exchange } from '../fixtures/http-call.ts';
import { type Connections, openConnections, send } from '../fixtures/http.ts';
import type { Environment } from '../reports/format.ts';
import { readBounded } from './bounded-file.ts';
import { type Exporter, exporterOf } from './otlp-exporter.ts';

/** Milliseconds for both files, which are sent at the same time, once each; bytes of the largest file. */
const limits = { ms: 5000, bytes: 16_000_000 };

const files = { traces: 'otlp-traces.json', metrics: 'otlp-metrics.json' } as const;

/**
 * Sends the files of the format `otlp` to the collector that the environment names, where it names one: OTLP over HTTP, in
 * JSON. Redirects are not followed, so that headers go to nobody else.
 *
 * @param directory the output folder, absolute.
 * @returns a sentence for each file that did not arrive: the verdict stands, whoever has no trace of it.
 */
export async function sendOtlp(directory: string, environment: Environment): Promise<string[]> {
  const exporter = exporterOf(environment);
  if (exporter === null) return [];
  if ('problem' in exporter) return [`no telemetry was sent: ${exporter.problem}`];
  const connections = openConnections({ perOrigin: 2 });
  try {
    const failures = await Promise.all((['traces', 'metrics'] as const).map(async (signal) => {
      const why = await post(connections, exporter, signal, join(directory, files[signal]));
      return why === null ? [] : [`${files[signal]} was not taken by ${exporter.origin}: ${why}`];
    }));
    return failures.flat();
  } finally {
    await connections.close();
  }
}

/** Why a file did not arrive, null when it did. */
async function post(connections: Connections, exporter: Exporter, signal: 'traces' | 'metrics', file: string): Promise<string | null> {
  const body = await readBounded(file, limits.bytes).catch(() => undefined);
  if (body === undefined) return 'it was not written';
  if (body === null) return `it has more than ${limits.bytes / 1_000_000} MB`;
  const headers = { ...exporter.headers, 'content-type': 'application/json' };
  const call = { method: 'POST', url: exporter[signal], headers, body, caller: null, signal: new AbortController().signal };
  const exchanges = await send(connections, call, { budgetMs: limits.ms, attemptMs: limits.ms, retries: 0 });
  return whyNot(exchanges.at(-1));
}

/** Nothing that the collector said is repeated. */
function whyNot(exchange: Exchange | undefined): string | null {
  const { answer = null, error = null } = exchange ?? {};
  if (answer !== null) return answer.status >= 200 && answer.status < 300 ? null : `it answered ${answer.status}`;
  return error?.kind === 'timeout' ? `no answer within ${limits.ms / 1000} s` : `no answer (${error?.code ?? 'unknown'})`;
}
