import { answer, type Answer, type Handler } from './answer.ts';
import { isRoute } from './app-parts.ts';
import type { ServedFiles } from './served-files.ts';

/** Where the apps' sources have their third-party tag; a server on loopback stands in for it. */
const tagHost = 'http://tags.example';

/** A static server for one app, as it is set up well: routes get index.html, files that are missing get 404. */
export function createAppServer(files: ServedFiles, tagUrl: string): Handler {
  return ({ path }) => {
    const found = files.get(isRoute(path) ? '/index.html' : path);
    if (!found) return answer(404, 'text/plain; charset=utf-8', 'Not Found');
    const body = found.type.startsWith('text/html') ? found.body.toString('utf8').replaceAll(tagHost, tagUrl) : found.body;
    return answer(200, found.type, body, { 'cache-control': 'no-cache' });
  };
}

/** The third party: a tag, one that is gone, and one that never answers. */
export function answerTag({ path }: { path: string }): Answer {
  if (path === '/tag.js') return answer(200, 'text/javascript; charset=utf-8', 'document.documentElement.dataset.tagged="yes";');
  return path === '/silent.js' ? 'never' : answer(404, 'text/plain; charset=utf-8', 'Not Found');
}
