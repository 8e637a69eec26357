import { verdictSchema } from './schema.ts';
import { contradiction } from './override.ts';
import { forCiLog } from './neutralise.ts';
import { clip } from './text.ts';
import type { Verdict } from './verdict.ts';

/** What a text is: a verdict, with the document as it was written, or why it is none, as the predicate of a sentence. */
export type ReadVerdict = { verdict: Verdict; document: unknown } | { problem: string };

/** Reads a verdict document of unknown origin. Fields that this version does not know are kept in `document` only. */
export function readVerdict(text: string): ReadVerdict {
  const document = parsed(text);
  if (document === undefined) return { problem: 'is damaged: it is not JSON' };
  const schema = typeof document === 'object' && document !== null && 'schema' in document ? document.schema : undefined;
  if (schema !== verdictSchema.shape.schema.value) {
    const said = typeof schema === 'string' ? `, but ${forCiLog(clip(JSON.stringify(schema), 60))}` : '';
    return { problem: `is no verdict of this gonogo: its schema is not "${verdictSchema.shape.schema.value}"${said}` };
  }
  const { success, data, error } = verdictSchema.safeParse(document);
  if (success) {
    const problem = contradiction(data);
    return problem === null ? { verdict: data, document } : { problem: `is damaged or was edited: it ${problem}` };
  }
  const [issue] = error.issues;
  const place = clip((issue?.path ?? []).map(String).join('.') || 'the document', 80);
  return { problem: `is damaged: ${forCiLog(`${place}: ${clip(issue?.message ?? 'is wrong', 120)}`)}` };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
