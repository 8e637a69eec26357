import type { OpenApiDocument } from './document.ts';
import { items, member } from './references.ts';

/**
 * Where the first server of a document is, with the defaults of its variables; null when that cannot be told.
 * @param from URL of the document, which relative servers start from, or null
 */
export function serverUrl({ root }: Pick<OpenApiDocument, 'root'>, from: string | null): string | null {
  const [server] = items(member(root, 'servers'));
  const variables = member(server, 'variables');
  const written = member(server, 'url') ?? (from === null ? undefined : '/');
  if (typeof written !== 'string') return null;
  const filled = written.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    const value = member(member(variables, name), 'default');
    return typeof value === 'string' ? value : whole;
  });
  const url = /\{/.test(filled) ? null : URL.parse(filled, from ?? undefined);
  return url !== null && ['http:', 'https:'].includes(url.protocol) && url.username === '' && url.password === '' ? `${url.origin}${url.pathname.replace(/\/$/, '')}` : null;
}
