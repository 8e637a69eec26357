import type { ServedFiles } from './served-files.ts';

/**
 * A part of an app that a fault can be put on. `entry` is every script that the document names, `library` one of them
 * that is not the app's own; `chunk` and `chunk-style` are what only a route loads.
 */
export type AppPart = 'document' | 'entry' | 'library' | 'chunk' | 'style' | 'chunk-style' | 'data' | 'image' | 'icon' | 'other';

/** Tells the part of a path inside an app, by its index.html and by extension. */
export function partReader(files: ServedFiles): (path: string) => AppPart {
  const html = files.get('/index.html')?.body.toString('utf8') ?? '';
  const named = (path: string): boolean => html.includes(`"./${path.slice(1)}"`) || html.includes(`"${path.slice(1)}"`);
  return (path) => {
    if (isRoute(path) || path === '/index.html') return 'document';
    if (path.startsWith('/api/')) return 'data';
    if (path.startsWith('/favicon')) return 'icon';
    if (path.endsWith('/jquery.min.js')) return 'library';
    if (path.endsWith('.js')) return named(path) ? 'entry' : 'chunk';
    if (path.endsWith('.css')) return named(path) ? 'style' : 'chunk-style';
    if (path.endsWith('.html')) return 'chunk';
    return path.endsWith('.svg') ? 'image' : 'other';
  };
}

/** A path without an extension is a route of the app, which its index.html answers. */
export function isRoute(path: string): boolean {
  return !/\.\w+$/.test(path);
}
