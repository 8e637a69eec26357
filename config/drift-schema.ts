import { z } from 'zod';
import { jsonPath, pattern, place, text, unique, wanting } from './fields.ts';

const global = z.string().regex(/^[A-Za-z_$][\w$]*(\.[\w$]+)*$/, { error: wanting('the name of a global object such as __CONFIG__ or app.settings') });
const source = z.union([z.strictObject({ global }), z.strictObject({ url: place('/config.json'), json: jsonPath.optional() })], { error: wanting('{ global: "…" } or { url: "…", json: "$.…" }') });
const value = z.union([z.strictObject({ name: text, command: z.array(text).min(1) }), z.strictObject({ name: text, file: text })], { error: wanting('{ name, command: ["…"] } or { name, file: "…" }') });

/** What of an environment is compared, and what may differ. */
export const drift = z.strictObject({
  config: z.array(source).max(20).default([]),
  flags: z.array(source).max(20).default([]),
  values: z.array(value).max(50).superRefine(unique('name')).default([]),
  same: z.array(z.array(text).min(2)).max(100).default([]),
  expected: z.array(z.strictObject({ match: pattern, reason: text })).max(200).default([]),
});
