/** The deploy as files: documents over fresh connections, the assets that they name, and files that cannot exist. */
export interface DeployObservation {
  kind: 'deploy';
  subject: 'deploy';
  startedAt: string;
  durationMs: number;
  documents: DocumentFact[];
  assets: AssetFact[];
  /** Assets beyond the bound, not asked for. */
  dropped: number;
  /** What answered for files that cannot exist. */
  control: AssetFact[];
}

/** One fetch of a page's document. */
export interface DocumentFact {
  url: string;
  /** The page it is a form of; the same as `url` for the page itself. */
  page: string;
  status: number | null;
  error: string | null;
  isHtml: boolean;
  versions: string[];
  /** Own scripts and stylesheets that it loads at once. */
  assets: string[];
}

/** One asset and how it answers. */
export interface AssetFact {
  url: string;
  kind: 'script' | 'stylesheet';
  /** Needed only later, when a route or feature is opened. */
  lazy: boolean;
  status: number | null;
  contentType: string | null;
  error: string | null;
}
