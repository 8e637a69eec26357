import { forCiLog } from '../verdict/neutralise.ts';
import { clip } from '../verdict/text.ts';

/** Foreign text on one line, harmless wherever it is printed, in at most `limit` UTF-16 units. */
export function shownText(text: string, limit: number): string {
  return clip(forCiLog(text), limit);
}
