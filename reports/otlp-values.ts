import { createHash } from 'node:crypto';
import type { Verdict } from '../verdict/verdict.ts';
import type { Environment } from './format.ts';
import { shownText } from './shown-text.ts';

/** UTF-16 units of the text of an attribute. */
const textLimit = 1000;

type Value = { stringValue: string } | { intValue: string } | { doubleValue: number } | { boolValue: boolean };

/** An attribute as OTLP/JSON writes it. */
export interface KeyValue {
  key: string;
  value: Value;
}

/** Attributes of foreign texts, numbers and yes or no; what is undefined or empty is left out. */
export function attributesOf(values: Readonly<Record<string, string | number | boolean | undefined>>): KeyValue[] {
  return Object.entries(values).flatMap(([key, value]) => (value === undefined || value === '' ? [] : [{ key, value: written(value) }]));
}

function written(value: string | number | boolean): Value {
  if (typeof value === 'string') return { stringValue: shownText(value, textLimit) };
  if (typeof value === 'boolean') return { boolValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}

/** Milliseconds since 1970 as OTLP/JSON writes an instant: nanoseconds, as text because JSON numbers are too short for them. */
export function nanoseconds(ms: number): string {
  return String(BigInt(Math.max(0, Math.round(ms))) * 1_000_000n);
}

/** Who tells: the resource of all spans and metrics of a run. */
export function resourceOf({ tool, target }: Verdict): { attributes: KeyValue[] } {
  return { attributes: attributesOf({ 'service.name': 'gonogo', 'service.version': tool.version, 'deployment.environment.name': target.environment }) };
}

/** What made them. */
export function scopeOf({ tool }: Verdict): { name: string; version: string } {
  return { name: tool.name, version: tool.version };
}

/** Where the spans of a run belong. */
export interface TracePlace {
  /** 32 hexadecimal digits. */
  traceId: string;
  /** 16 hexadecimal digits of the span that started the run; empty when it starts the trace. */
  parentSpanId: string;
  /** Trace flags of W3C; 1 is "sampled". */
  flags: number;
}

/** Continues the trace of `TRACEPARENT` (W3C Trace Context), else begins one that is the same for the same run. */
export function tracePlace({ TRACEPARENT: parent = '' }: Environment, run: string): TracePlace {
  const [, version, traceId = '', parentSpanId = '', flags = ''] = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?$/.exec(parent.trim()) ?? [];
  const valid = version !== undefined && version !== 'ff' && /[1-9a-f]/.test(traceId) && /[1-9a-f]/.test(parentSpanId);
  return valid ? { traceId, parentSpanId, flags: parseInt(flags, 16) } : { traceId: digest(`trace ${run}`, 32), parentSpanId: '', flags: 1 };
}

/** The id of a span: the same for the same run and place in it. */
export function spanId(run: string, ...place: (string | number)[]): string {
  return digest(JSON.stringify([run, ...place]), 16);
}

function digest(text: string, digits: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits);
}
