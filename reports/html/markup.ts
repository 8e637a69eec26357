import { forHtml } from '../../verdict/neutralise.ts';
import { clip } from '../../verdict/text.ts';

/** No text is longer in a page, whoever forgot to cut it. */
const longestText = 8000;

/** HTML that is safe to write as it is. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: text is escaped, nothing is written for `null`, `undefined` and `false`. */
export type Part = Markup | string | number | null | undefined | false | readonly Part[];

/** A template of own HTML. Every value in it that is not `Markup` is text, also inside a double-quoted attribute. */
export function html(own: TemplateStringsArray, ...parts: Part[]): Markup {
  let text = own[0] ?? '';
  for (const [index, part] of parts.entries()) text += written(part) + (own[index + 1] ?? '');
  return new Markup(text);
}

/** Own text that needs no escaping: style, script, numbers and base64. Never for what came from outside. */
export function trusted(text: string): Markup {
  return new Markup(text);
}

function written(part: Part): string {
  if (part instanceof Markup) return part.text;
  if (typeof part === 'string') return forHtml(clip(part, longestText));
  if (typeof part === 'number') return String(part);
  if (!part) return '';
  let text = '';
  for (const one of part) text += written(one);
  return text;
}
