import type { Remark } from '../finding.ts';
import type { AssetFact, DeployObservation, DocumentFact } from '../deploy-observation.ts';
import type { Severity } from '../plan.ts';
import { milder } from './page-rule.ts';

/** What of the deploy as a whole is broken: missing files, several builds at once, masked errors. Pure. */
export function judgeDeploy(observation: DeployObservation, severity: Severity): Remark[] {
  const { documents } = observation;
  const [first] = documents;
  if (first && documents.every(({ error }) => error !== null)) {
    return [{ code: 'NAVIGATION_FAILED', severity, attribution: first.error === 'ABORTED' ? 'runner' : 'environment', data: { url: first.url, error: first.error ?? 'no answer' } }];
  }
  return [...missingAssets(observation, severity), ...mixedBuilds(observation, severity), ...staleForms(observation, severity), ...masked(observation, severity)];
}

function missingAssets({ documents, assets }: DeployObservation, severity: Severity): Remark[] {
  return assets
    .filter((asset) => asset.error !== 'ABORTED' && isMissing(asset))
    .map(({ url, kind, lazy, status, contentType, error }): Remark => ({
      code: 'ASSET_MISSING',
      severity,
      attribution: 'release',
      data: { url: documents[0]?.url ?? url, lazy, cause: { url, type: kind, status, contentType, error } },
    }));
}

function isMissing({ status, contentType, error, kind }: AssetFact): boolean {
  if (error !== null) return true;
  if ((status ?? 0) >= 400) return true;
  return /text\/html/i.test(contentType ?? '') || (kind === 'stylesheet' && contentType !== null && !/text\/css/i.test(contentType));
}

/** The same document, fetched several times, must name the same builds of its files. */
function mixedBuilds({ documents }: DeployObservation, severity: Severity): Remark[] {
  const pages = [...new Set(documents.map(({ page }) => page))];
  return pages.flatMap((page): Remark[] => {
    const samples = documents.filter((document) => document.page === page && document.url === page && document.isHtml);
    const [first, ...others] = samples;
    const example = first && others.map((other) => otherBuild(first, other)).find((asset) => asset !== null);
    if (!example) return [];
    const builds = new Set(samples.map(({ assets }) => [...assets].sort().join(' '))).size;
    const versions = [...new Set(samples.flatMap((sample) => sample.versions))];
    return [{ code: 'MIXED_BUILDS', severity, attribution: 'environment', data: { url: page, samples: samples.length, builds, versions, example } }];
  });
}

/** The other form of a URL, such as `/index.html` for `/`, must not come from another build. */
function staleForms({ documents }: DeployObservation, severity: Severity): Remark[] {
  return documents
    .filter(({ url, page, isHtml }) => url !== page && isHtml)
    .flatMap((form): Remark[] => {
      const page = documents.find(({ url, isHtml }) => url === form.page && isHtml);
      const asset = page ? otherBuild(page, form) : null;
      return asset === null ? [] : [{ code: 'STALE_FORM', severity, attribution: 'environment', data: { url: form.page, form: form.url, asset } }];
    });
}

/**
 * A file of `other` that is the same file as one of `one` but for the hash in its name, or null. Documents may well differ in
 * which files they load (experiments, routes), but one file in two builds is two builds.
 */
export function otherBuild(one: Pick<DocumentFact, 'assets'>, other: Pick<DocumentFact, 'assets'>): string | null {
  const stems = new Map(one.assets.map((asset) => [stemOf(asset), asset]));
  return other.assets.find((asset) => stems.has(stemOf(asset)) && !one.assets.includes(asset)) ?? null;
}

/** Path of an asset with the content hash in its name, or the version in its query, left out. */
function stemOf(asset: string): string {
  const path = URL.parse(asset)?.pathname ?? asset;
  return path.replace(/([-._~])(?=[\w-]*\d)[\w-]{6,}(?=\.(m?js|css)$)/, '$1*').replace(/([-._])[A-Z0-9_]{8}(?=\.(m?js|css)$)/i, '$1*');
}

/** A warning: this is how one missing file becomes a white screen that every status check calls healthy. */
function masked({ control }: DeployObservation, severity: Severity): Remark[] {
  const answered = control.find(({ status, contentType }) => status === 200 && /text\/html/i.test(contentType ?? ''));
  return answered ? [{ code: 'MISSING_MASKED', severity: milder(severity, 'minor'), attribution: 'environment', data: { url: answered.url, contentType: answered.contentType ?? '' } }] : [];
}
