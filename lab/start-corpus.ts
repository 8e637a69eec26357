import type { DocumentExpectation } from '../verdict/plan.ts';
import { answer, type Handler } from './answer.ts';
import type { CorpusPage, Routes, Site } from './corpus/corpus-page.ts';
import { notFound } from './corpus/parts/answers.ts';
import { readCorpus } from './corpus/read-corpus.ts';
import { type Listening, listen } from './listen.ts';

/** A page of the corpus, with where it is and what is declared of it. */
export type PlacedPage = Omit<CorpusPage, 'document'> & { url: string; declared: DocumentExpectation | null };

/** The corpus while it is served. URLs are origins without a trailing slash. */
export type Corpus = {
  url: string;
  /** Another host name and port, so another site to the browser. */
  foreignUrl: string;
  pages: PlacedPage[];
  /** Stops listening and cuts every connection, also those that wait for an answer. */
  close(): Promise<void>;
};

/**
 * Serves pages of the corpus on loopback, each below a path of its own (`/ID/`), so that service workers and
 * relative URLs of one page do not meet another.
 *
 * @param options.pages those to serve; all of the corpus when absent.
 */
export async function startCorpus(options: { pages?: CorpusPage[] } = {}): Promise<Corpus> {
  const pages = options.pages ?? (await readCorpus());
  const mains = new Map<string, Routes>();
  const foreigns = new Map<string, Routes>();
  const listening: Listening[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(listening.map((server) => server.close()));
  };
  const open = async (routes: Map<string, Routes>): Promise<number> => {
    const server = await listen(route(routes));
    listening.push(server);
    return server.port;
  };
  try {
    const url = `http://127.0.0.1:${await open(mains)}`;
    const foreignUrl = `http://localhost:${await open(foreigns)}`;
    const placed = pages.map(({ document, ...page }): PlacedPage => {
      const site: Site = { own: `${url}/${page.id}/`, foreign: `${foreignUrl}/${page.id}/` };
      mains.set(page.id, page.routes(site));
      if (page.foreign) foreigns.set(page.id, page.foreign(site));
      return { ...page, url: `${site.own}${page.path ?? ''}`, declared: document?.(site) ?? null };
    });
    return { url, foreignUrl, pages: placed, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** `/ID/rest` goes to what the page with this id has for `rest`. */
function route(routes: Map<string, Routes>): Handler {
  return (request) => {
    if (request.path === '/favicon.ico') return answer(200, 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"/>');
    const [, id = '', rest] = /^\/([^/]+)\/(.*)$/.exec(request.path) ?? [];
    const own = routes.get(id);
    const found = own?.[rest ?? ''] ?? own?.['*'];
    if (rest === undefined || !found) return notFound;
    return typeof found === 'function' ? found(request) : found;
  };
}
