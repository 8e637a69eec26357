import { clip } from '../../verdict/text.ts';
import { type Markup, type Part, html } from './markup.ts';

const longest = 2000;

/** The URL in its normal form when it is one of http or https, else null: nothing else may become a link. */
export function webUrl(url: string): string | null {
  if (url.length > longest) return null;
  const parsed = URL.parse(url);
  return parsed && /^https?:$/.test(parsed.protocol) ? parsed.href : null;
}

/** A link to another site, or only the text when the URL is not of the web. */
export function webLink(url: string, text: Part = clip(url, 200)): Markup {
  const href = webUrl(url);
  return href === null ? html`<bdi>${text}</bdi>` : html`<a href="${href}" rel="noreferrer noopener"><bdi>${text}</bdi></a>`;
}

/** A link to a file beside the report, or only its name when the path leads elsewhere. */
export function fileLink(path: string, text: Part = clip(path, 200)): Markup {
  const parts = path.toWellFormed().split('/');
  if (path.length > longest || parts.some((part) => part === '' || part === '.' || part === '..')) return html`<bdi>${text}</bdi>`;
  return html`<a href="./${parts.map(encodeURIComponent).join('/')}"><bdi>${text}</bdi></a>`;
}
