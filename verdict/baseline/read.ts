import { forCiLog } from '../neutralise.ts';
import { clip } from '../text.ts';
import type { Baseline } from './baseline.ts';
import { baselineFileSchema, baselineId } from './schema.ts';

/** What a text is: a baseline and the digest that stands in it, or why it is none, as the predicate of a sentence. */
export type ReadBaseline = { baseline: Baseline; digest: string } | { problem: string };

/** Reads a baseline file. Whether the digest fits is for who can compute one. */
export function readBaseline(text: string): ReadBaseline {
  const document = parsed(text);
  if (document === undefined) return { problem: 'is damaged: it is not JSON' };
  const schema = typeof document === 'object' && document !== null && 'schema' in document ? document.schema : undefined;
  if (schema !== baselineId) {
    const said = typeof schema === 'string' ? forCiLog(clip(JSON.stringify(schema), 60)) : null;
    if (said?.startsWith('"gonogo.baseline/') === true) return { problem: `is a baseline of another version, ${said}; this gonogo reads "${baselineId}": take it anew with --save-baseline` };
    return { problem: `is no baseline: its schema is not "${baselineId}"${said === null ? '' : `, but ${said}`}` };
  }
  const { success, data, error } = baselineFileSchema.safeParse(document);
  if (!success) {
    const [issue] = error.issues;
    const place = clip((issue?.path ?? []).map(String).join('.') || 'the document', 120);
    return { problem: `is damaged: ${forCiLog(`${place}: ${clip(issue?.message ?? 'is wrong', 120)}`)}` };
  }
  const { digest, ...taken } = data.taken;
  return { baseline: { ...data, taken }, digest };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
