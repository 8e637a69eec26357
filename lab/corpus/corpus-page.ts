import type { DocumentExpectation, Sees } from '../../verdict/plan.ts';
import type { Answer, LabRequest } from '../answer.ts';

/**
 * What a person gets from a page once it is done:
 *
 * - `white`: nothing at all, or the browser's own error page
 * - `stuck`: a spinner, a skeleton, a broken frame; nothing to read
 * - `wrong`: something readable that is not the page as it should be
 * - `minor`: the page with a blemish that must not stop a release, but be told
 * - `healthy`: the page as it should be
 */
export type Truth = 'white' | 'stuck' | 'wrong' | 'minor' | 'healthy';

/** Whether a page of that truth must stop a release. */
export function stopsRelease(truth: Truth): boolean {
  return truth === 'white' || truth === 'stuck' || truth === 'wrong';
}

/** Where a page lives while the corpus is served. Both end with a slash. */
export type Site = {
  /** URL on the main origin, `http://127.0.0.1:PORT/ID/`. */
  own: string;
  /** URL on the other origin, which is another site to the browser, `http://localhost:PORT/ID/`. */
  foreign: string;
};

/** An answer, or what makes one. */
export type Route = Answer | ((request: LabRequest) => Answer | Promise<Answer>);

/** Path below the page's own prefix → route; `''` is the prefix itself, `'*'` all that has no entry (else 404). */
export type Routes = Record<string, Route>;

/** One page of the detection corpus: what it serves, and what a person gets to see. */
export type CorpusPage = {
  /** Row of the fault catalogue (`P…`) or of the tricky healthy pages (`H…`), with a letter for variants; `X…` for others. */
  id: string;
  title: string;
  truth: Truth;
  /** What one of the findings must name; every fault has one. */
  cause?: RegExp;
  /** The document, below the prefix. Default: the prefix itself. */
  path?: string;
  /** What is declared of the document, where the defaults would not do. */
  document?: (site: Site) => DocumentExpectation;
  /** Declared to be visible. */
  sees?: Sees;
  /** What can be read on the page, over all its frames, once it is done. */
  reads?: RegExp;
  /** Milliseconds after which a visitor has what the truth says. Default 1000. */
  settlesMs?: number;
  /** Which visits show the truth, when not all do: those after the first in one browser, or one in so many. */
  visits?: 'returning' | { oneIn: number };
  /** Made once for each start of the corpus, so that what a page counts lives here. */
  routes(site: Site): Routes;
  /** The same on the other origin. */
  foreign?(site: Site): Routes;
};
