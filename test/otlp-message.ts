import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

/** A message type of OpenTelemetry's own protocol definition, as its JavaScript packages carry it. */
export interface Message {
  verify(value: object): string | null;
  fromObject(value: object): object;
  toObject(message: object, options: object): object;
  encode(message: object): { finish(): Uint8Array };
  decode(bytes: Uint8Array): object;
}
interface Root { opentelemetry: { proto: { collector: { trace: { v1: { ExportTraceServiceRequest: Message } }; metrics: { v1: { ExportMetricsServiceRequest: Message } } } } } }

const { opentelemetry } = createRequire(import.meta.url)('@opentelemetry/otlp-transformer/build/src/generated/root') as Root;
export const traceRequest = opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
export const metricsRequest = opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;

/** Ids are hexadecimal in OTLP/JSON, where other JSON of protocol buffers has base64. */
function withBytes(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((entry) => withBytes(entry));
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, withBytes(entry, name)]));
  return /^(trace|span|parentSpan)Id$/.test(key) ? Buffer.from(String(value), 'hex').toString('base64') : value;
}

/** Fails on a wrong type or an unknown field: what goes through the protocol's binary form must come back as it was. */
export function assertMessage(type: Message, text: string): void {
  const value = withBytes(JSON.parse(text)) as object;
  const message = type.fromObject(value);
  assert.equal(type.verify(message), null);
  const back = type.toObject(type.decode(type.encode(message).finish()), { longs: String, bytes: String, defaults: false });
  assert.deepEqual(withoutDefaults(back), withoutDefaults(value));
}

/** Zeros and empty lists mean the same as nothing in the binary form. */
function withoutDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDefaults);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([name, entry]) => name === 'asDouble' || (entry !== 0 && !(Array.isArray(entry) && entry.length === 0))).map(([name, entry]) => [name, withoutDefaults(entry)]));
}
