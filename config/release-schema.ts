import { z } from 'zod';
import { duration, headerName, jsonPath, pattern, place, reading, secretText, text, unique, wanting } from './fields.ts';
import { mustBe } from './sentence.ts';

const source = z.union([z.strictObject({ header: headerName.toLowerCase() }), z.strictObject({ meta: text }), z.strictObject({ asset: pattern }), z.strictObject({ url: place('/version.json'), json: jsonPath }), z.strictObject({ url: place('/version.json'), text: pattern.optional() })], {
  error: wanting('one of { header }, { meta }, { asset: /…/ }, { url }, { url, json: "$.…" } and { url, text: /…/ }'),
});

/** `10.0.0.7`, `10.0.0.7:8443`, `[::1]:443`, `edge-3.internal`. */
const address = reading((value, refuse) => {
  const [, bracketed, plain, port] = (typeof value === 'string' && /^(?:\[([0-9a-f:.]+)\]|([\w.-]+))(?::(\d{1,5}))?$/i.exec(value)) || [];
  const host = bracketed ?? plain;
  if (host === undefined || Number(port ?? 1) > 65_535 || Number(port ?? 1) < 1) return refuse(mustBe('an address such as 10.0.0.7, 10.0.0.7:8443 or [2001:db8::7]:443', value));
  return { host, port: port === undefined ? null : Number(port) };
});

const instance = z
  .strictObject({ name: text, address: address.optional(), headers: z.record(headerName, secretText).default({}) })
  .refine(({ address, headers }) => address !== undefined || Object.keys(headers).length > 0, { error: 'must have an address or headers, by which the instance is reached' });

/** Where the served release is read, and how long it may take to arrive everywhere. */
export const release = z.strictObject({
  expected: text.optional(),
  read: z.array(source).min(1).optional(),
  within: duration.prefault('2m'),
  samples: z.int().min(1).max(20).default(3),
  instances: z.array(instance).max(50).superRefine(unique('name')).default([]),
  previousAssets: z.array(place('/assets/app-1f3a.js')).max(1000).default([]),
});
